package dev.syncedstore.teavm.generate;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Writes what the constraints on a component ask for.
 */
final class ChecksWriter {

	private static final String VALID = "jakarta.validation.Valid";

	/** The expression that gives the shape of a type. */
	private final Function<Class<?>, String> shapes;

	private final ValidationMessages messages;

	ChecksWriter(Function<Class<?>, String> shapes, ValidationMessages messages) {
		this.shapes = shapes;
		this.messages = messages;
	}

	/**
	 * The checks of a value.
	 * @param where names it, for people
	 * @param declared bears annotations besides those of its type
	 * @param type its type
	 * @return an expression, or {@code null} if nothing is to be checked
	 */
	@Nullable String checks(String where, @Nullable AnnotatedElement declared, AnnotatedType type) {
		Class<?> raw = raw(type.getType());
		StringBuilder result = new StringBuilder();
		boolean valid = false;
		for (Annotation annotation : (declared != null) ? declared.getAnnotations() : type.getAnnotations()) {
			valid |= annotation.annotationType().getName().equals(VALID);
			ConstraintText.of(annotation, where)
				.forEach((constraint) -> result.append(".rule(dev.syncedstore.teavm.runtime.Rule.")
					.append(constraint.rule(raw))
					.append(", ")
					.append(JavaText.literal(constraint.message(this.messages)))
					.append(")"));
		}
		boolean holdsOthers = type instanceof AnnotatedParameterizedType;
		if (valid && !holdsOthers) {
			cascade(result, raw);
		}
		if (type instanceof AnnotatedParameterizedType parameterized) {
			content(result, where, parameterized, valid);
		}
		return result.isEmpty() ? null : "new dev.syncedstore.teavm.runtime.Checks()" + result;
	}

	private void content(StringBuilder result, String where, AnnotatedParameterizedType type, boolean valid) {
		AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
		AnnotatedType content = arguments[arguments.length - 1];
		String elements = checks(where, null, content);
		boolean already = java.util.Arrays.stream(content.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getName().equals(VALID));
		// @Valid on the list itself leads to its elements, as it has always done.
		if (valid && !already && !(content instanceof AnnotatedParameterizedType)) {
			StringBuilder cascaded = new StringBuilder();
			cascade(cascaded, raw(content.getType()));
			elements = ((elements != null) ? elements : "new dev.syncedstore.teavm.runtime.Checks()") + cascaded;
		}
		if (elements != null) {
			result.append(".elements(").append(elements).append(")");
		}
		if (raw(type.getType()) == Map.class) {
			String keys = checks(where, null, arguments[0]);
			if (keys != null) {
				result.append(".keys(").append(keys).append(")");
			}
		}
	}

	private void cascade(StringBuilder result, Class<?> raw) {
		if (raw.isRecord() || raw.isSealed()) {
			result.append(".valid(").append(this.shapes.apply(raw)).append(")");
		}
	}

	private static Class<?> raw(Type type) {
		return (Class<?>) ((type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type);
	}

}
