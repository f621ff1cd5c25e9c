package dev.syncedstore.teavm.generate;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Writes the shapes of types, each into the class of its package, where also what is not
 * public can be used. The types are known to be ones that JSON can carry.
 */
final class ShapeWriter {

	private static final String RUNTIME = "dev.syncedstore.teavm.runtime.";

	private static final Map<Class<?>, String> SCALARS = Map.ofEntries(Map.entry(String.class, "Shapes.text()"),
			Map.entry(boolean.class, "Shapes.flag()"), Map.entry(Boolean.class, "Shapes.flag()"),
			Map.entry(double.class, "Shapes.number()"), Map.entry(Double.class, "Shapes.number()"),
			Map.entry(long.class, "Shapes.ofLong()"), Map.entry(Long.class, "Shapes.ofLong()"),
			Map.entry(int.class, "Shapes.ofInt()"), Map.entry(Integer.class, "Shapes.ofInt()"),
			Map.entry(short.class, "Shapes.ofShort()"), Map.entry(Short.class, "Shapes.ofShort()"),
			Map.entry(byte.class, "Shapes.ofByte()"), Map.entry(Byte.class, "Shapes.ofByte()"),
			Map.entry(UUID.class, "Shapes.uuid()"), Map.entry(Instant.class, "TimeShapes.instant()"),
			Map.entry(LocalDate.class, "TimeShapes.date()"), Map.entry(Duration.class, "TimeShapes.duration()"));

	private final PackageSources sources;

	private final ChecksWriter checks;

	ShapeWriter(PackageSources sources, ValidationMessages messages) {
		this.sources = sources;
		this.checks = new ChecksWriter(this::shape, messages);
	}

	/**
	 * The shape of a type, written if it isn't yet.
	 * @param type a scalar, enum, record or sealed interface
	 * @return an expression
	 */
	String shape(Class<?> type) {
		String scalar = SCALARS.get(type);
		if (scalar != null) {
			return RUNTIME + scalar;
		}
		if (Modifier.isPrivate(type.getModifiers())) {
			throw new UnportableException(
					type.getName() + " is private, so that generated code can't use it: leave " + "private away");
		}
		String method = JavaText.identifier(type);
		if (this.sources.begin(type, method)) {
			this.sources.end(type, type.isEnum() ? enumeration(type) : type.isRecord() ? record(type) : sealed(type));
		}
		return this.sources.className(type) + "." + method + "()";
	}

	private String shape(AnnotatedType annotated) {
		Type type = annotated.getType();
		if (type instanceof Class<?> raw) {
			return shape(raw);
		}
		AnnotatedType[] arguments = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
		AnnotatedType element = arguments[arguments.length - 1];
		String kind = (((ParameterizedType) type).getRawType() == List.class) ? "ListShape" : "MapShape";
		return "new " + RUNTIME + kind + "(" + shape(element) + ", " + isNullable(element) + ")";
	}

	private String enumeration(Class<?> type) {
		return lazily(type, "EnumShape", "new " + RUNTIME + "EnumShape(" + JavaText.name(type) + ".values())", "");
	}

	private String sealed(Class<?> type) {
		Map<String, Class<?>> permitted = new TreeMap<>();
		addPermitted(permitted, type);
		StringBuilder adding = new StringBuilder();
		String field = JavaText.identifier(type);
		permitted.forEach((name, each) -> adding.append("\t\t\t")
			.append(field)
			.append(".add(")
			.append(JavaText.name(each))
			.append(".class, ")
			.append(JavaText.literal(name))
			.append(", ")
			.append(shape(each))
			.append(");\n"));
		return lazily(type, "SealedShape", "new " + RUNTIME + "SealedShape()", adding.toString());
	}

	private static void addPermitted(Map<String, Class<?>> permitted, Class<?> type) {
		for (Class<?> each : type.getPermittedSubclasses()) {
			if (each.isRecord()) {
				permitted.put(each.getSimpleName(), each);
			}
			else {
				addPermitted(permitted, each);
			}
		}
	}

	private String record(Class<?> type) {
		for (Annotation annotation : type.getAnnotations()) {
			ConstraintText.of(annotation, type.getName()).forEach((constraint) -> constraint.rule(type));
		}
		RecordComponent[] components = type.getRecordComponents();
		List<Method> getters = constrainedGetters(type);
		String name = JavaText.name(type);
		List<String> made = new ArrayList<>();
		List<String> taken = new ArrayList<>();
		List<String> written = new ArrayList<>();
		for (int i = 0; i < components.length; i++) {
			Class<?> raw = components[i].getType();
			made.add("(" + JavaText.name(raw) + ") v[" + i + "]");
			taken.add("r." + components[i].getName() + "()");
			written.add(component(type, components[i]));
		}
		getters.forEach((getter) -> taken.add("r." + getter.getName() + "()"));
		String shape = "new " + RUNTIME + "RecordShape(" + JavaText.literal(type.getSimpleName())
				+ ",\n\t\t\t\t(v) -> new " + name + "(" + String.join(", ", made) + "),\n\t\t\t\t(o) -> { " + name
				+ " r = (" + name + ") o; return new Object[] { " + String.join(", ", taken) + " }; })";
		String field = JavaText.identifier(type);
		String filling = "\t\t\t" + field + ".components(" + String.join(",\n\t\t\t\t", written) + ");\n";
		if (!getters.isEmpty()) {
			filling += "\t\t\t" + field + ".getters("
					+ String.join(",\n\t\t\t\t", getters.stream().map((getter) -> getter(type, getter)).toList())
					+ ");\n";
		}
		return lazily(type, "RecordShape", shape, filling);
	}

	private String component(Class<?> type, RecordComponent component) {
		AnnotatedType annotated = component.getAnnotatedType();
		String where = type.getName() + "." + component.getName();
		String checks = this.checks.checks(where, field(type, component), annotated);
		String kind = (!component.getType().isPrimitive() && (isNullable(annotated) || isNullable(component)))
				? "nullable" : "required";
		AnnotatedType content = annotated;
		if (component.getType() == Optional.class) {
			kind = "optional";
			content = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0];
		}
		return RUNTIME + "Component." + kind + "(" + JavaText.literal(component.getName()) + ", " + shape(content)
				+ ", " + checks + ")";
	}

	private String getter(Class<?> type, Method getter) {
		String name = property(getter.getName());
		return RUNTIME + "Component.required(" + JavaText.literal(name) + ", " + RUNTIME + "Shapes.text(), "
				+ this.checks.checks(type.getName() + "." + getter.getName(), getter, getter.getAnnotatedReturnType())
				+ ")";
	}

	/** What a record declares as {@code @AssertTrue boolean isValid()} or the like. */
	private static List<Method> constrainedGetters(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getParameterCount() == 0 && !property(method.getName()).isEmpty()
					&& Arrays.stream(method.getAnnotations())
						.anyMatch((annotation) -> !ConstraintText.of(annotation, method.getName()).isEmpty())
					&& Arrays.stream(type.getRecordComponents())
						.noneMatch((component) -> component.getName().equals(method.getName())))
			.sorted((one, other) -> one.getName().compareTo(other.getName()))
			.toList();
	}

	private static String property(String getter) {
		int prefix = getter.startsWith("get") ? 3 : getter.startsWith("is") ? 2 : getter.length();
		String name = getter.substring(prefix);
		return name.isEmpty() ? "" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
	}

	/**
	 * A method that makes the shape when it is asked for: types may contain themselves.
	 */
	private static String lazily(Class<?> type, String kind, String shape, String filling) {
		String name = JavaText.identifier(type);
		return "\tprivate static " + RUNTIME + kind + " " + name + ";\n\n\tpublic static " + RUNTIME + kind + " " + name
				+ "() {\n\t\tif (" + name + " == null) {\n\t\t\t" + name + " = " + shape + ";\n" + filling
				+ "\t\t}\n\t\treturn " + name + ";\n\t}\n\n";
	}

	/**
	 * Constraints count where they stand on the field, which has those of the component.
	 */
	private static AnnotatedElement field(Class<?> type, RecordComponent component) {
		try {
			return type.getDeclaredField(component.getName());
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException("Each component of a record has a field", ex);
		}
	}

	private static boolean isNullable(@Nullable AnnotatedElement element) {
		return element != null && Arrays.stream(element.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Nullable"));
	}

}
