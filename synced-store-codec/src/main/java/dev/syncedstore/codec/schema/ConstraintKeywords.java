package dev.syncedstore.codec.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * Tells Jakarta Validation's constraints in the words of JSON Schema, as far as it has
 * any. They are known by name, because their library need not be there.
 */
final class ConstraintKeywords {

	private static final String PACKAGE = "jakarta.validation.constraints.";

	private static final String META = "jakarta.validation.Constraint";

	/** What Java's regular expressions have and JavaScript's don't, or mean otherwise. */
	private static final Pattern NOT_PORTABLE = Pattern
		.compile("\\\\[pPQEAzZGhHvVRXxN]|\\(\\?[^:=!]|[*+?}]\\+|&&|\\[[^\\]]*\\[");

	private ConstraintKeywords() {
	}

	/**
	 * Add what annotations say.
	 * @param annotations the annotations, some of which may be constraints
	 * @param type the type that they constrain
	 * @param schema its schema
	 */
	static void add(List<Annotation> annotations, Type type, Map<String, Object> schema) {
		annotations.forEach((annotation) -> add(annotation, suffix(type), schema));
	}

	private static void add(Annotation annotation, String suffix, Map<String, Object> schema) {
		Class<? extends Annotation> type = annotation.annotationType();
		if (isConditional(annotation)) {
			return;
		}
		if (type.getName().startsWith(PACKAGE)) {
			if (type.isMemberClass()) {
				// Several of one kind.
				Object all = attribute(annotation, "value");
				for (int i = 0; i < Array.getLength(all); i++) {
					add((Annotation) Array.get(all, i), suffix, schema);
				}
			}
			else {
				addKnown(annotation, type.getSimpleName(), suffix, schema);
			}
		}
		else if (Arrays.stream(type.getAnnotations())
			.anyMatch((meta) -> meta.annotationType().getName().equals(META))) {
			// It may be made of others.
			Arrays.stream(type.getAnnotations()).forEach((meta) -> add(meta, suffix, schema));
		}
	}

	private static void addKnown(Annotation annotation, String name, String suffix, Map<String, Object> schema) {
		switch (name) {
			case "NotBlank" -> {
				min(schema, "minLength", BigDecimal.ONE);
				pattern(schema, "\\S");
			}
			case "NotEmpty" -> min(schema, "min" + suffix, BigDecimal.ONE);
			case "Size" -> {
				int least = (int) attribute(annotation, "min");
				int most = (int) attribute(annotation, "max");
				if (least > 0) {
					min(schema, "min" + suffix, BigDecimal.valueOf(least));
				}
				if (most < Integer.MAX_VALUE) {
					max(schema, "max" + suffix, BigDecimal.valueOf(most));
				}
			}
			case "Min" -> min(schema, "minimum", BigDecimal.valueOf((long) attribute(annotation, "value")));
			case "Max" -> max(schema, "maximum", BigDecimal.valueOf((long) attribute(annotation, "value")));
			case "DecimalMin" ->
				min(schema, inclusive(annotation) ? "minimum" : "exclusiveMinimum", decimal(annotation));
			case "DecimalMax" ->
				max(schema, inclusive(annotation) ? "maximum" : "exclusiveMaximum", decimal(annotation));
			case "Positive" -> min(schema, "exclusiveMinimum", BigDecimal.ZERO);
			case "PositiveOrZero" -> min(schema, "minimum", BigDecimal.ZERO);
			case "Negative" -> max(schema, "exclusiveMaximum", BigDecimal.ZERO);
			case "NegativeOrZero" -> max(schema, "maximum", BigDecimal.ZERO);
			case "Email" -> schema.put("format", "email");
			case "Pattern" -> {
				String regexp = (String) attribute(annotation, "regexp");
				boolean flags = Array.getLength(attribute(annotation, "flags")) > 0;
				if (!flags && !NOT_PORTABLE.matcher(regexp).find()) {
					pattern(schema, "^(?:" + regexp + ")$");
				}
			}
			case "AssertTrue" -> schema.put("const", true);
			case "AssertFalse" -> schema.put("const", false);
			default -> {
				// Nothing that JSON Schema could say.
			}
		}
	}

	private static void min(Map<String, Object> schema, String keyword, BigDecimal value) {
		bound(schema, keyword, value, BigDecimal::max);
	}

	private static void max(Map<String, Object> schema, String keyword, BigDecimal value) {
		bound(schema, keyword, value, BigDecimal::min);
	}

	private static void bound(Map<String, Object> schema, String keyword, BigDecimal value,
			BinaryOperator<BigDecimal> narrower) {
		schema.merge(keyword, value,
				(one, other) -> narrower.apply(new BigDecimal(one.toString()), new BigDecimal(other.toString())));
	}

	private static void pattern(Map<String, Object> schema, String pattern) {
		if (schema.putIfAbsent("pattern", pattern) != null) {
			List<Object> all = new ArrayList<>();
			if (schema.get("allOf") instanceof List<?> others) {
				all.addAll(others);
			}
			all.add(Map.of("pattern", pattern));
			schema.put("allOf", all);
		}
	}

	private static boolean inclusive(Annotation annotation) {
		return (boolean) attribute(annotation, "inclusive");
	}

	private static BigDecimal decimal(Annotation annotation) {
		return new BigDecimal((String) attribute(annotation, "value"));
	}

	/** Whether it holds only in some group of constraints, which nobody asks for here. */
	private static boolean isConditional(Annotation annotation) {
		try {
			return Array.getLength(annotation.annotationType().getMethod("groups").invoke(annotation)) > 0;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

	private static Object attribute(Annotation annotation, String name) {
		try {
			return annotation.annotationType().getMethod(name).invoke(annotation);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(annotation + " has no " + name, ex);
		}
	}

	/** What the words for sizes end in. */
	private static String suffix(Type type) {
		if (!(type instanceof ParameterizedType parameterized)) {
			return "Length";
		}
		return (parameterized.getRawType() == List.class) ? "Items" : "Properties";
	}

}
