package dev.syncedstore.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Reads constraints of Jakarta Validation where a validator finds them: on fields and on
 * the arguments of types.
 */
final class ConstraintReader {

	private static final String CONSTRAINT = "jakarta.validation.Constraint";

	private static final String VALID = "jakarta.validation.Valid";

	private static final String LIST = "List";

	private final Elements elements;

	private final Annotations annotations;

	ConstraintReader(Elements elements, Annotations annotations) {
		this.elements = elements;
		this.annotations = annotations;
	}

	static boolean isValid(AnnotatedConstruct annotated) {
		return Annotations.find(annotated, VALID) != null;
	}

	/** The constraints that count where no group is asked for, which nobody does. */
	List<Constraint> read(AnnotatedConstruct annotated) {
		List<Constraint> constraints = new ArrayList<>();
		for (AnnotationMirror annotation : annotated.getAnnotationMirrors()) {
			if (isConstraint(annotation)) {
				add(annotation, constraints);
			}
			else if (isListOfConstraints(annotation)
					&& this.annotations.value(annotation, "value") instanceof List<?> list) {
				for (Object each : list) {
					if (((AnnotationValue) each).getValue() instanceof AnnotationMirror one) {
						add(one, constraints);
					}
				}
			}
		}
		return constraints;
	}

	/** On a record as a whole: on itself, or on methods that look like getters. */
	List<String> onWhole(TypeElement record) {
		List<String> found = new ArrayList<>();
		read(record).forEach((constraint) -> found.add("@" + simpleName(constraint)));
		for (Element member : record.getEnclosedElements()) {
			if (member.getKind() == ElementKind.METHOD && isGetter((ExecutableElement) member)) {
				read(member).forEach((constraint) -> found
					.add("@" + simpleName(constraint) + " of " + member.getSimpleName() + "()"));
			}
		}
		return found;
	}

	static String simpleName(Constraint constraint) {
		return constraint.annotation().substring(constraint.annotation().lastIndexOf('.') + 1);
	}

	private static boolean isGetter(ExecutableElement method) {
		String name = method.getSimpleName().toString();
		return method.getParameters().isEmpty() && (name.startsWith("get") || name.startsWith("is"));
	}

	private void add(AnnotationMirror annotation, List<Constraint> constraints) {
		if (!this.annotations.isEmpty(annotation, "groups")) {
			return;
		}
		Map<String, Object> attributes = new TreeMap<>();
		this.elements.getElementValuesWithDefaults(annotation).forEach((attribute, value) -> {
			Object plain = value.getValue();
			if (plain instanceof List<?> list && attribute.getSimpleName().contentEquals("flags")) {
				attributes.put("flags", list.size());
			}
			if (plain instanceof Number || plain instanceof String || plain instanceof Boolean) {
				attributes.put(attribute.getSimpleName().toString(), plain);
			}
		});
		Object message = attributes.remove("message");
		String name = Annotations.nameOf(annotation);
		constraints.add(new Constraint(Constraint.Kind.of(name), name, attributes,
				(message == null || message.toString().contains("{")) ? null : message.toString()));
	}

	private static boolean isConstraint(AnnotationMirror annotation) {
		return Annotations.find(annotation.getAnnotationType().asElement(), CONSTRAINT) != null;
	}

	/** Such as {@code @Size.List}, in which the compiler puts what is repeated. */
	private static boolean isListOfConstraints(AnnotationMirror annotation) {
		Element type = annotation.getAnnotationType().asElement();
		return type.getSimpleName().contentEquals(LIST) && type.getEnclosingElement() instanceof TypeElement outer
				&& Annotations.find(outer, CONSTRAINT) != null;
	}

}
