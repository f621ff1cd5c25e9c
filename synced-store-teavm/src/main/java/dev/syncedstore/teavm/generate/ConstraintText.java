package dev.syncedstore.teavm.generate;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of Jakarta Validation, read by its names alone: the application may or may
 * not have that library.
 *
 * @param annotation the annotation
 * @param where what bears it, for people
 */
record ConstraintText(Annotation annotation, String where) {

	private static final String PACKAGE = "jakarta.validation.constraints.";

	private static final Map<String, String> MESSAGES = Map.ofEntries(Map.entry("NotNull", "must not be null"),
			Map.entry("Null", "must be null"), Map.entry("NotBlank", "must not be blank"),
			Map.entry("NotEmpty", "must not be empty"), Map.entry("Size", "size must be between {min} and {max}"),
			Map.entry("Min", "must be greater than or equal to {value}"),
			Map.entry("Max", "must be less than or equal to {value}"), Map.entry("Positive", "must be greater than 0"),
			Map.entry("PositiveOrZero", "must be greater than or equal to 0"),
			Map.entry("Negative", "must be less than 0"),
			Map.entry("NegativeOrZero", "must be less than or equal to 0"),
			Map.entry("DecimalMin", "must be greater than {value}"),
			Map.entry("DecimalMax", "must be less than {value}"), Map.entry("AssertTrue", "must be true"),
			Map.entry("AssertFalse", "must be false"));

	private static final Set<Class<?>> INTEGERS = Set.of(byte.class, Byte.class, short.class, Short.class, int.class,
			Integer.class, long.class, Long.class);

	/**
	 * The constraints that an annotation stands for.
	 * @param annotation any annotation
	 * @param where what bears it, for people
	 * @return none if it is no constraint, several if it holds others
	 */
	static List<ConstraintText> of(Annotation annotation, String where) {
		List<ConstraintText> result = new ArrayList<>();
		if (isConstraint(annotation)) {
			ConstraintText constraint = new ConstraintText(annotation, where);
			if (((Class<?>[]) constraint.attribute("groups")).length == 0) {
				result.add(constraint);
			}
		}
		else if (annotation.annotationType().getName().startsWith(PACKAGE)
				&& annotation.annotationType().getSimpleName().equals("List")) {
			for (Object each : (Object[]) new ConstraintText(annotation, where).attribute("value")) {
				result.addAll(of((Annotation) each, where));
			}
		}
		return result;
	}

	static boolean isConstraint(Annotation annotation) {
		return Arrays.stream(annotation.annotationType().getAnnotations())
			.anyMatch((meta) -> meta.annotationType().getName().equals("jakarta.validation.Constraint"));
	}

	/**
	 * The call that makes the rule.
	 * @param type the type of what is checked
	 * @return the name of a method of {@code Rule}, with its arguments
	 */
	String rule(Class<?> type) {
		String name = name();
		boolean isDouble = type == double.class || type == Double.class;
		boolean isInteger = INTEGERS.contains(type);
		boolean hasSize = type == String.class || type == List.class || type == Map.class;
		String result = switch (name) {
			case "NotNull" -> "notNull()";
			case "Null" -> "isNull()";
			case "NotBlank" -> (type == String.class) ? "notBlank()" : null;
			case "NotEmpty" -> hasSize ? "notEmpty()" : null;
			case "Size" -> hasSize ? "size(" + attribute("min") + ", " + attribute("max") + ")" : null;
			case "AssertTrue" -> "is(true)";
			case "AssertFalse" -> "is(false)";
			case "Min", "DecimalMin", "Positive", "PositiveOrZero" -> isDouble ? "from(" + bound() + ")"
					: isInteger ? "atLeast(" + integer(RoundingMode.CEILING, 1) + "L)" : null;
			case "Max", "DecimalMax", "Negative", "NegativeOrZero" -> isDouble ? "upTo(" + bound() + ")"
					: isInteger ? "atMost(" + integer(RoundingMode.FLOOR, -1) + "L)" : null;
			default -> throw refused("can't be checked in the browser");
		};
		if (result == null) {
			throw refused("can't be checked on a " + type.getSimpleName());
		}
		return result;
	}

	/** What is said when it is broken, in English, as the server does. */
	String message(ValidationMessages messages) {
		String result = messages.resolve((String) attribute("message"))
			.replace("{" + PACKAGE + name() + ".message}", usual());
		if (result.contains("${")) {
			throw refused("has a message with an expression, which can't be evaluated in the browser");
		}
		for (Method method : this.annotation.annotationType().getDeclaredMethods()) {
			if (!method.getName().equals("message")) {
				result = result.replace("{" + method.getName() + "}", String.valueOf(attribute(method.getName())));
			}
		}
		return result;
	}

	private String usual() {
		String usual = MESSAGES.getOrDefault(name(), "");
		return (name().startsWith("Decimal") && isInclusive()) ? usual.replace("than ", "than or equal to ") : usual;
	}

	private String name() {
		String name = this.annotation.annotationType().getName();
		return name.startsWith(PACKAGE) ? name.substring(PACKAGE.length()) : name;
	}

	private String bound() {
		return new BigDecimal(String.valueOf(limit())).doubleValue() + ", " + isInclusive();
	}

	private long integer(RoundingMode rounding, int step) {
		BigDecimal limit = new BigDecimal(String.valueOf(limit()));
		BigDecimal whole = limit.setScale(0, rounding);
		boolean excluded = !isInclusive() && whole.compareTo(limit) == 0;
		BigDecimal nearest = excluded ? whole.add(BigDecimal.valueOf(step)) : whole;
		return nearest.min(BigDecimal.valueOf(Long.MAX_VALUE)).max(BigDecimal.valueOf(Long.MIN_VALUE)).longValue();
	}

	private Object limit() {
		return (name().startsWith("Positive") || name().startsWith("Negative")) ? 0 : attribute("value");
	}

	private boolean isInclusive() {
		return switch (name()) {
			case "Positive", "Negative" -> false;
			case "DecimalMin", "DecimalMax" -> (Boolean) attribute("inclusive");
			default -> true;
		};
	}

	private Object attribute(String name) {
		try {
			Method method = this.annotation.annotationType().getDeclaredMethod(name);
			method.setAccessible(true);
			@Nullable Object value = method.invoke(this.annotation);
			if (value == null) {
				throw new IllegalStateException(this.annotation + " has no " + name);
			}
			return value;
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(this.annotation + " has no " + name, ex);
		}
	}

	private UnportableException refused(String problem) {
		return new UnportableException(this.where + ": @" + this.annotation.annotationType().getSimpleName() + " "
				+ problem + ". Let the mutator check that and reject, or exclude the mutator and write its twin by "
				+ "hand. What can be checked: @NotNull, @NotBlank, @NotEmpty, @Size, @Min, @Max, @DecimalMin, "
				+ "@DecimalMax, @Positive, @Negative (OrZero), @AssertTrue, @AssertFalse, @Valid");
	}

}
