package dev.syncedstore.processor.portable;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a value where a text is made of it.
 */
final class TextOfValues {

	private final Elements elements;

	TextOfValues(Elements elements) {
		this.elements = elements;
	}

	/** The rule that it breaks, if any. */
	@Nullable Rule rule(@Nullable TypeMirror type) {
		if (type == null) {
			return null;
		}
		if (Attributed.isFloating(type)) {
			return Rule.DOUBLE_TEXT;
		}
		if (type instanceof ArrayType array) {
			return (array.getComponentType().getKind() == TypeKind.CHAR) ? null : Rule.OBJECT_TEXT;
		}
		String name = Attributed.className(type);
		if (name.startsWith("java.util.Optional") || name.equals("java.lang.Object")) {
			return Rule.OBJECT_TEXT;
		}
		ExecutableElement method = toString(type);
		return (method != null && !isJdks(name)) ? ForbiddenCalls.on(method) : null;
	}

	/** The method that makes the text. */
	@Nullable ExecutableElement toString(@Nullable TypeMirror type) {
		if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)
				|| element.getKind() == ElementKind.ENUM) {
			return null;
		}
		return ElementFilter.methodsIn(this.elements.getAllMembers(element))
			.stream()
			.filter((method) -> method.getSimpleName().contentEquals("toString") && method.getParameters().isEmpty())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether a method makes a text of whatever it is given, and is named without saying
	 * what.
	 */
	boolean isMaker(ExecutableElement method) {
		String owner = Attributed.owner(method);
		String name = method.getSimpleName().toString();
		return name.equals("toString") && (owner.equals("java.lang.Object") || owner.equals("java.util.Objects"))
				|| name.equals("valueOf") && owner.equals("java.lang.String");
	}

	/** What a method reference is given, as far as its target says. */
	@Nullable TypeMirror given(ExecutableElement method, @Nullable TypeMirror target) {
		boolean takesAny = method.getParameters().isEmpty()
				|| Attributed.className(method.getParameters().get(0).asType()).equals("java.lang.Object");
		if (!takesAny) {
			return method.getParameters().get(0).asType();
		}
		TypeMirror given = (target instanceof DeclaredType declared && !declared.getTypeArguments().isEmpty())
				? declared.getTypeArguments().get(0) : null;
		return (given instanceof WildcardType wildcard)
				? (wildcard.getSuperBound() != null) ? wildcard.getSuperBound() : wildcard.getExtendsBound() : given;
	}

	/** Texts, numbers and collections, which a browser makes the same texts of. */
	private static boolean isJdks(String name) {
		return name.startsWith("java.");
	}

}
