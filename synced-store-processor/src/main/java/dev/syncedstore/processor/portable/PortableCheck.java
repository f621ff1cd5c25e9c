package dev.syncedstore.processor.portable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;

/**
 * Listens to the compiler, which tells of each class as soon as it knows what all names
 * in it mean, and says at the end of the last one what was found.
 */
public final class PortableCheck implements TaskListener {

	private final Trees trees;

	private final Elements elements;

	private final Diagnostic.Kind kind;

	private final Supplier<Subjects> subjects;

	private final Map<Element, MethodFacts> facts = new LinkedHashMap<>();

	private final Set<String> awaited = new HashSet<>();

	/**
	 * Create a check.
	 * @param trees the compiler's trees
	 * @param elements the compiler's elements
	 * @param kind whether to warn, or to let the compilation fail
	 * @param subjects what is to be checked, asked for once the annotations are read
	 */
	public PortableCheck(Trees trees, Elements elements, Diagnostic.Kind kind, Supplier<Subjects> subjects) {
		this.trees = trees;
		this.elements = elements;
		this.kind = kind;
		this.subjects = subjects;
	}

	/**
	 * Expect classes.
	 * @param types classes that are compiled
	 */
	public void expect(Collection<? extends Element> types) {
		for (Element type : types) {
			if (type instanceof TypeElement element) {
				this.awaited.add(element.getQualifiedName().toString());
			}
		}
	}

	@Override
	public void finished(TaskEvent event) {
		TypeElement type = event.getTypeElement();
		if (event.getKind() != TaskEvent.Kind.ANALYZE || type == null
				|| !this.awaited.remove(type.getQualifiedName().toString())) {
			return;
		}
		TreePath unit = new TreePath(event.getCompilationUnit());
		for (Tree declaration : event.getCompilationUnit().getTypeDecls()) {
			TreePath path = new TreePath(unit, declaration);
			if (type.equals(this.trees.getElement(path))) {
				// At once, for the compiler changes the tree before it tells of the next.
				new BodyScanner(new Attributed(this.trees, this.elements), this.facts).scan(path, null);
			}
		}
		if (this.awaited.isEmpty()) {
			report();
			this.facts.clear();
		}
	}

	private void report() {
		Subjects subject = this.subjects.get();
		Map<Element, String> entries = new LinkedHashMap<>();
		for (TypeElement mutators : elements(subject.mutators())) {
			addMutators(mutators, subject.mutatorAnnotation(), entries);
			reportState(mutators);
		}
		for (TypeElement record : elements(subject.records())) {
			String name = "whoever reads a " + record.getSimpleName();
			ElementFilter.constructorsIn(record.getEnclosedElements()).forEach((each) -> entries.put(each, name));
			record.getRecordComponents().forEach((each) -> entries.put(each.getAccessor(), name));
		}
		Reachable reachable = new Reachable(this.elements, this.facts);
		reachable.follow(entries);
		reachable.findings().forEach((finding, from) -> report(finding.rule(), finding.tree(), finding.unit(), from));
	}

	private void addMutators(TypeElement type, String annotation, Map<Element, String> entries) {
		for (ExecutableElement method : ElementFilter.methodsIn(this.elements.getAllMembers(type))) {
			boolean isMutator = method.getAnnotationMirrors()
				.stream()
				.anyMatch((mirror) -> ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName()
					.contentEquals(annotation));
			if (isMutator) {
				entries.put(method, "mutator " + method.getSimpleName());
			}
		}
	}

	private void reportState(TypeElement mutators) {
		for (VariableElement field : ElementFilter.fieldsIn(mutators.getEnclosedElements())) {
			boolean isState = field.getKind() == ElementKind.FIELD && !field.getModifiers().contains(Modifier.STATIC)
					&& !field.getModifiers().contains(Modifier.FINAL);
			TreePath path = this.trees.getPath(field);
			if (isState && path != null && path.getLeaf() instanceof VariableTree tree
					&& !new Suppression().isSuppressed(path)) {
				report(Rule.INSTANCE_STATE, tree, path.getCompilationUnit(), "all mutators");
			}
		}
	}

	private void report(Rule rule, Tree tree, CompilationUnitTree unit, String from) {
		this.trees.printMessage(this.kind,
				"This " + rule.problem() + ": " + rule.instead() + " (run by " + from + "; " + Suppression.NAME + ")",
				tree, unit);
	}

	private Collection<TypeElement> elements(Collection<String> names) {
		Map<String, TypeElement> found = new HashMap<>();
		for (String name : names) {
			TypeElement type = this.elements.getTypeElement(name);
			if (type != null) {
				found.put(name, type);
			}
		}
		return new java.util.TreeMap<>(found).values();
	}

	/**
	 * What is to be checked.
	 *
	 * @param mutators the classes of mutators that clients have
	 * @param mutatorAnnotation marks the mutators in them
	 * @param records the records that clients read and write
	 */
	public record Subjects(Collection<String> mutators, String mutatorAnnotation, Collection<String> records) {
	}

}
