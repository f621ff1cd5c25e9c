package dev.syncedstore.processor.model;

import java.util.Map;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * What to write in place of a type that JSON can't carry.
 */
final class TypeAdvice {

	private static final String RECORD = "write a record, or a sealed interface of records";

	private static final String LIST = "write List<...>, with the type of the elements: its order is the same for "
			+ "every party";

	private static final String NUMBER = "write long up to 2^53 - 1, double, or String beyond";

	private static final Map<String, String> BY_CLASS = Map.ofEntries(
			Map.entry("java.lang.Float", "write double, which is what every party calculates with"),
			Map.entry("java.lang.Character", "write String"), Map.entry("java.lang.CharSequence", "write String"),
			Map.entry("java.math.BigDecimal", NUMBER), Map.entry("java.math.BigInteger", NUMBER),
			Map.entry("java.lang.Number", NUMBER),
			Map.entry("java.lang.Object", RECORD + ": the type says how to read the JSON"),
			Map.entry("java.util.Optional",
					"only a component of a record can be Optional, of a type that is given: write @Nullable elsewhere"));

	private TypeAdvice() {
	}

	static String on(TypeMirror type) {
		if (type.getKind() == TypeKind.FLOAT) {
			return "write double, which is what every party calculates with";
		}
		if (type.getKind() == TypeKind.CHAR) {
			return "write String";
		}
		if (type.getKind() == TypeKind.ARRAY) {
			return "write List, which can be made immutable";
		}
		if (type.getKind() != TypeKind.DECLARED) {
			return "write the actual type: a variable or wildcard doesn't say how to read the JSON";
		}
		TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
		String name = element.getQualifiedName().toString();
		String advice = BY_CLASS.get(name);
		if (advice != null) {
			return advice;
		}
		if (name.startsWith("java.util.Optional")) {
			return "write Optional<Integer>, Optional<Long> or Optional<Double>";
		}
		if (name.startsWith("java.util.") && name.endsWith("Map")) {
			return "write Map<String, ...>, with the type of the values: keys are texts in JSON";
		}
		if (name.startsWith("java.util.")) {
			return LIST;
		}
		if (name.startsWith("java.time.")) {
			return "write java.time.Instant, LocalDate or Duration, or String";
		}
		if (element.getKind() == ElementKind.RECORD) {
			return "write a record without type parameters";
		}
		return (element.getKind() == ElementKind.INTERFACE) ? "write a sealed interface of records" : RECORD;
	}

}
