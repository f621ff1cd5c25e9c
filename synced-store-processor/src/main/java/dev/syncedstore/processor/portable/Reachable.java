package dev.syncedstore.processor.portable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * What is reached from mutators, by calls within the module, and whether only the server
 * gets there. A call of a method may be one of each that overrides it.
 */
final class Reachable {

	private final Elements elements;

	private final Map<Element, MethodFacts> facts;

	/** By name, those that may override others. */
	private final Map<String, List<ExecutableElement>> methods = new HashMap<>();

	/** What was reached, and whether by the server alone. */
	private final Map<Element, Boolean> reached = new LinkedHashMap<>();

	/** By which mutator, for people. */
	private final Map<Element, String> reachedFrom = new HashMap<>();

	private final Deque<Element> waiting = new ArrayDeque<>();

	Reachable(Elements elements, Map<Element, MethodFacts> facts) {
		this.elements = elements;
		this.facts = facts;
		for (Element element : facts.keySet()) {
			if (element instanceof ExecutableElement method && method.getKind() == ElementKind.METHOD) {
				this.methods.computeIfAbsent(method.getSimpleName().toString(), (name) -> new ArrayList<>())
					.add(method);
			}
		}
	}

	/**
	 * Follow calls from where mutations begin.
	 * @param entries the methods, and who they are for people
	 */
	void follow(Map<Element, String> entries) {
		entries.forEach((element, name) -> reach(element, false, name));
		while (!this.waiting.isEmpty()) {
			Element element = this.waiting.remove();
			boolean serverOnly = this.reached.getOrDefault(element, false);
			String from = this.reachedFrom.getOrDefault(element, "");
			MethodFacts done = this.facts.get(element);
			if (done != null) {
				done.calls().forEach((call) -> reachAll(call.callee(), serverOnly || call.onServer(), from));
			}
		}
	}

	/** What was found on the ways, as far as it matters there. */
	Map<Finding, String> findings() {
		Map<Finding, String> findings = new LinkedHashMap<>();
		this.reached.forEach((element, serverOnly) -> {
			MethodFacts done = this.facts.get(element);
			if (done != null) {
				for (Finding finding : done.findings()) {
					if (finding.rule().missing() || !(serverOnly || finding.onServer())) {
						findings.put(finding, this.reachedFrom.getOrDefault(element, ""));
					}
				}
			}
		});
		return findings;
	}

	private void reachAll(Element callee, boolean serverOnly, String from) {
		reach(callee, serverOnly, from);
		if (callee instanceof ExecutableElement method) {
			for (ExecutableElement other : candidates(method)) {
				if (this.elements.overrides(other, method, (TypeElement) other.getEnclosingElement())) {
					reach(other, serverOnly, from);
				}
			}
		}
	}

	private Collection<ExecutableElement> candidates(ExecutableElement method) {
		return this.methods.getOrDefault(method.getSimpleName().toString(), List.of());
	}

	private void reach(Element element, boolean serverOnly, String from) {
		Boolean before = this.reached.get(element);
		if (before != null && (serverOnly || !before)) {
			return;
		}
		this.reached.put(element, serverOnly);
		this.reachedFrom.put(element, from);
		this.waiting.add(element);
		if (element.getEnclosingElement() instanceof TypeElement owner && this.facts.containsKey(owner)) {
			// Its initializers run, too, and an object may be handed to the JDK, which
			// calls what it knows.
			reach(owner, serverOnly, from);
			if (element.getKind() == ElementKind.CONSTRUCTOR) {
				ElementFilter.methodsIn(owner.getEnclosedElements())
					.stream()
					.filter((method) -> overridesJdk(method, owner))
					.forEach((method) -> reach(method, serverOnly, from));
			}
		}
	}

	private boolean overridesJdk(ExecutableElement method, TypeElement owner) {
		if (method.getSimpleName().contentEquals("toString") || !this.facts.containsKey(method)) {
			return false;
		}
		return supertypes(owner).stream()
			.filter((type) -> type.getQualifiedName().toString().startsWith("java."))
			.flatMap((type) -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
			.anyMatch((other) -> other.getSimpleName().equals(method.getSimpleName())
					&& this.elements.overrides(method, other, owner));
	}

	private static List<TypeElement> supertypes(TypeElement type) {
		List<TypeElement> result = new ArrayList<>();
		List<TypeMirror> parents = new ArrayList<>(type.getInterfaces());
		parents.add(type.getSuperclass());
		for (TypeMirror parent : parents) {
			if (parent instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
				result.add(element);
				result.addAll(supertypes(element));
			}
		}
		return result;
	}

}
