package dev.syncedstore.processor.model;

import java.util.List;
import java.util.Map;

import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

import org.jspecify.annotations.Nullable;

/**
 * What annotations say, by their names: the classes of the annotations are the
 * application's, not ours.
 */
public final class Annotations {

	/** Marks classes of mutators. */
	public static final String MUTATORS = "dev.syncedstore.core.Mutators";

	/** Marks mutators. */
	public static final String MUTATOR = "dev.syncedstore.core.Mutator";

	/** Marks classes that declare tables. */
	public static final String SCHEMA = "dev.syncedstore.core.Schema";

	/** Marks classes of actions. */
	public static final String ACTIONS = "dev.syncedstore.server.action.Actions";

	/** Marks actions. */
	public static final String ACTION = "dev.syncedstore.server.action.Action";

	static final String DESCRIPTION = "dev.syncedstore.core.Description";

	private final Elements elements;

	Annotations(Elements elements) {
		this.elements = elements;
	}

	/**
	 * An annotation.
	 * @param annotated what may bear it
	 * @param name the annotation's name
	 * @return the annotation, or {@code null} if it isn't there
	 */
	static @Nullable AnnotationMirror find(AnnotatedConstruct annotated, String name) {
		for (AnnotationMirror annotation : annotated.getAnnotationMirrors()) {
			if (nameOf(annotation).equals(name)) {
				return annotation;
			}
		}
		return null;
	}

	static String nameOf(AnnotationMirror annotation) {
		return ((TypeElement) annotation.getAnnotationType().asElement()).getQualifiedName().toString();
	}

	/** Whatever library it comes from: only its simple name is agreed upon. */
	static boolean isNullable(AnnotatedConstruct annotated) {
		return annotated.getAnnotationMirrors()
			.stream()
			.anyMatch((annotation) -> annotation.getAnnotationType()
				.asElement()
				.getSimpleName()
				.contentEquals("Nullable"));
	}

	@Nullable Object value(AnnotationMirror annotation, String attribute) {
		for (Map.Entry<? extends ExecutableElement, ?> entry : this.elements.getElementValuesWithDefaults(annotation)
			.entrySet()) {
			if (entry.getKey().getSimpleName().contentEquals(attribute)) {
				return ((javax.lang.model.element.AnnotationValue) entry.getValue()).getValue();
			}
		}
		return null;
	}

	String text(AnnotationMirror annotation, String attribute) {
		Object value = value(annotation, attribute);
		return (value != null) ? value.toString() : "";
	}

	boolean isTrue(AnnotationMirror annotation, String attribute) {
		return Boolean.TRUE.equals(value(annotation, attribute));
	}

	boolean isEmpty(AnnotationMirror annotation, String attribute) {
		return !(value(annotation, attribute) instanceof List<?> list) || list.isEmpty();
	}

}
