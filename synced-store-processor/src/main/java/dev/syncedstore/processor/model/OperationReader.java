package dev.syncedstore.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

import org.jspecify.annotations.Nullable;

/**
 * Reads mutators and actions: methods that a context and a record are passed to.
 */
final class OperationReader {

	private static final String MUTATION_CONTEXT = "dev.syncedstore.core.MutationContext";

	private static final String ACTION_CONTEXT = "dev.syncedstore.server.action.ActionContext";

	private final Elements elements;

	private final Annotations annotations;

	private final TypeReader types;

	OperationReader(ProcessingEnvironment environment, Annotations annotations, TypeReader types) {
		this.elements = environment.getElementUtils();
		this.annotations = annotations;
		this.types = types;
	}

	void mutators(TypeElement type, boolean serverOnly, Map<String, MutatorModel> mutators) {
		for (ExecutableElement method : methods(type, Annotations.MUTATOR)) {
			List<? extends VariableElement> parameters = method.getParameters();
			if (parameters.size() != 2 || !is(parameters.get(0), MUTATION_CONTEXT) || !isRecord(parameters.get(1))) {
				throw problem(method, "must take a MutationContext and one record with the arguments, in this order");
			}
			if (method.getReturnType().getKind() != TypeKind.VOID) {
				throw problem(method, "returns " + method.getReturnType()
						+ ", but a mutator returns void: what it did is read from the tables");
			}
			String name = name(method, Annotations.MUTATOR);
			MutatorModel mutator = new MutatorModel(name, describe(method, Annotations.MUTATOR, "description"),
					this.types.name(type), method.getSimpleName().toString(),
					this.types.whole(parameters.get(1).asType(), method), serverOnly);
			if (mutators.putIfAbsent(name, mutator) != null) {
				throw problem(method, "has the name of another mutator of the store type, '" + name
						+ "': give it another one by @Mutator(name = \"...\")");
			}
		}
	}

	void actions(TypeElement type, Map<String, ActionModel> actions) {
		for (ExecutableElement method : methods(type, Annotations.ACTION)) {
			List<? extends VariableElement> parameters = method.getParameters();
			if (parameters.isEmpty() || parameters.size() > 2 || !is(parameters.get(0), ACTION_CONTEXT)
					|| (parameters.size() == 2 && !isRecord(parameters.get(1)))) {
				throw problem(method,
						"must take an ActionContext and at most one record with the arguments, in this order");
			}
			String name = name(method, Annotations.ACTION);
			TypeUse args = (parameters.size() == 2) ? this.types.whole(parameters.get(1).asType(), method) : null;
			ActionModel action = new ActionModel(name, describe(method, Annotations.ACTION, "value"), args,
					result(method));
			if (actions.putIfAbsent(name, action) != null) {
				throw problem(method, "has the name of another action of the store type, '" + name
						+ "': give it another one by @Action(name = \"...\")");
			}
		}
	}

	private @Nullable TypeUse result(ExecutableElement method) {
		TypeMirror type = method.getReturnType();
		return (type.getKind() != TypeKind.VOID) ? this.types.whole(type, method) : null;
	}

	/** Its own first, in their order, then those that it inherits. */
	private List<ExecutableElement> methods(TypeElement type, String annotation) {
		List<ExecutableElement> methods = new ArrayList<>(ElementFilter.methodsIn(type.getEnclosedElements()));
		for (ExecutableElement method : ElementFilter.methodsIn(this.elements.getAllMembers(type))) {
			if (!methods.contains(method)) {
				methods.add(method);
			}
		}
		methods.removeIf((method) -> Annotations.find(method, annotation) == null);
		for (ExecutableElement method : methods) {
			if (!method.getModifiers().contains(Modifier.PUBLIC) || method.getModifiers().contains(Modifier.STATIC)) {
				throw problem(method, "must be public and not static");
			}
		}
		return methods;
	}

	private String name(ExecutableElement method, String annotationName) {
		AnnotationMirror annotation = Annotations.find(method, annotationName);
		String name = (annotation != null) ? this.annotations.text(annotation, "name") : "";
		name = name.isEmpty() ? method.getSimpleName().toString() : name;
		if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
			throw problem(method, "has the name '" + name
					+ "', but a name is a letter, followed by at most 63 letters, digits, '_' and '-'");
		}
		return name;
	}

	private String describe(ExecutableElement method, String annotationName, String attribute) {
		AnnotationMirror annotation = Annotations.find(method, annotationName);
		String description = (annotation != null) ? this.annotations.text(annotation, attribute) : "";
		return description.isEmpty() ? this.types.descriptions().of(method) : description;
	}

	private static boolean is(VariableElement parameter, String type) {
		return parameter.asType() instanceof DeclaredType declared
				&& ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(type);
	}

	private static boolean isRecord(VariableElement parameter) {
		return parameter.asType() instanceof DeclaredType declared
				&& declared.asElement().getKind() == ElementKind.RECORD;
	}

	private static ModelException problem(ExecutableElement method, String problem) {
		return new ModelException(method, "The method " + method.getSimpleName() + " " + problem);
	}

}
