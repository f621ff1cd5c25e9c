package dev.syncedstore.processor.portable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * Knows what comes from a hash table, and whether its order matters where it is used. A
 * map that was read from JSON has the order of the document, so it is what its maker was,
 * not its type, that counts.
 */
final class HashTables {

	private static final Set<String> TYPES = Set.of("java.util.HashMap", "java.util.HashSet", "java.util.Hashtable",
			"java.util.IdentityHashMap", "java.util.WeakHashMap", "java.util.concurrent.ConcurrentHashMap");

	private static final Set<String> VIEWS = Set.of("keySet", "values", "entrySet");

	private static final Set<String> ITERATING = Set.of("forEach", "iterator", "toArray", "toString", "spliterator",
			"stream", "parallelStream");

	private static final Set<String> ORDERED_COPIES = Set.of("java.util.ArrayList", "java.util.LinkedList",
			"java.util.ArrayDeque", "java.util.LinkedHashSet", "java.util.LinkedHashMap");

	/** What ends a stream, or sorts it, so that no order is left to see. */
	private static final Set<String> BLIND = Set.of("sorted", "anyMatch", "allMatch", "noneMatch", "count", "isEmpty");

	/** What adds up doubles in another order has other last digits; integers don't. */
	private static final Set<String> OF_INTEGERS = Set.of("mapToInt", "mapToLong");

	private static final Set<String> BLIND_TO_INTEGERS = Set.of("sum", "min", "max", "average", "summaryStatistics");

	private final Attributed attributed;

	private final HashTableMakers makers;

	/** Variables of methods whose value comes from a hash table. */
	private final Set<Element> variables = new HashSet<>();

	HashTables(Attributed attributed) {
		this.attributed = attributed;
		this.makers = new HashTableMakers(attributed.trees());
	}

	/** Remember what a variable of a method is. */
	void assign(@Nullable Element variable, TreePath around, @Nullable ExpressionTree value) {
		if (variable != null && value != null && isOne(around, value)) {
			this.variables.add(variable);
		}
	}

	/** Whether a value comes from a hash table. */
	boolean isOne(TreePath around, ExpressionTree tree) {
		ExpressionTree value = Attributed.bare(tree);
		if (TYPES.contains(this.attributed.className(around, value))) {
			return true;
		}
		if (value instanceof ConditionalExpressionTree choice) {
			TreePath here = new TreePath(around, value);
			return isOne(here, choice.getTrueExpression()) || isOne(here, choice.getFalseExpression());
		}
		if (value instanceof MethodInvocationTree call) {
			return isOne(new TreePath(around, value), call);
		}
		Element element = this.attributed.element(around, value);
		return element != null && (this.variables.contains(element)
				|| (element.getKind() == ElementKind.FIELD && this.makers.isHolder((VariableElement) element)));
	}

	private boolean isOne(TreePath path, MethodInvocationTree call) {
		Element method = this.attributed.trees().getElement(path);
		ExpressionTree receiver = Attributed.receiver(call);
		String name = Attributed.methodName(call);
		if (method == null) {
			return false;
		}
		if (this.makers.isMaker(method)) {
			return true;
		}
		if (receiver == null) {
			return false;
		}
		String owner = Attributed.owner(method);
		TreePath select = new TreePath(path, call.getMethodSelect());
		List<? extends ExpressionTree> args = call.getArguments();
		if (owner.equals("java.util.Map") && (name.equals("of") || name.equals("ofEntries") || name.equals("copyOf"))) {
			return !(name.equals("of") && args.size() <= 2);
		}
		if (owner.equals("java.util.Set") && (name.equals("of") || name.equals("copyOf"))) {
			return !(name.equals("of") && args.size() <= 1);
		}
		if (owner.equals("java.util.Collections") && name.startsWith("unmodifiable")) {
			return isOne(path, args.get(0));
		}
		if (VIEWS.contains(name)) {
			return isOne(select, receiver);
		}
		return name.equals("collect") && args.size() == 1
				&& Attributed.bare(args.get(0)) instanceof MethodInvocationTree collector
				&& HashTableMakers.isHashing(collector);
	}

	/** Whether a call goes through a hash table so that its order shows. */
	boolean isGoneThrough(TreePath path, MethodInvocationTree call) {
		ExpressionTree receiver = Attributed.receiver(call);
		String name = Attributed.methodName(call);
		if (receiver != null && ITERATING.contains(name)
				&& isOne(new TreePath(path, call.getMethodSelect()), receiver)) {
			return !(name.endsWith("tream") && isBlind(path));
		}
		boolean copies = name.equals("copyOf") && receiver != null && receiver.toString().equals("List")
				|| name.equals("join") || name.equals("addAll") || name.equals("putAll");
		boolean intoOrder = receiver == null || !isUnordered(new TreePath(path, call.getMethodSelect()), receiver);
		return copies && intoOrder && call.getArguments().stream().anyMatch((arg) -> isOne(path, arg));
	}

	/** Whether a collection is made from a hash table, in its order. */
	boolean isCopied(TreePath path, NewClassTree made) {
		String type = Attributed.className(this.attributed.trees().getTypeMirror(path));
		return ORDERED_COPIES.contains(type) && made.getArguments().stream().anyMatch((arg) -> isOne(path, arg));
	}

	private boolean isUnordered(TreePath around, ExpressionTree receiver) {
		String type = this.attributed.className(around, receiver);
		return type.equals("java.util.TreeSet") || type.equals("java.util.TreeMap")
				|| type.startsWith("java.util.Sorted") || type.startsWith("java.util.Navigable")
				|| isOne(around, receiver);
	}

	/** Whether what is collected goes into a tree, and nothing but that. */
	private static boolean isSorting(String collector) {
		return collector.matches("(Collectors\\.)?toCollection\\(TreeSet(<.*>)?::new\\)");
	}

	/** Follow the calls on a stream outwards. */
	private static boolean isBlind(TreePath stream) {
		TreePath path = stream.getParentPath();
		boolean integers = false;
		while (path != null && path.getLeaf() instanceof MemberSelectTree select) {
			String name = select.getIdentifier().toString();
			if (BLIND.contains(name) || integers && BLIND_TO_INTEGERS.contains(name)) {
				return true;
			}
			if (name.equals("collect") && path.getParentPath().getLeaf() instanceof MethodInvocationTree call
					&& isSorting(call.getArguments().toString())) {
				return true;
			}
			integers = OF_INTEGERS.contains(name) || integers && !name.startsWith("map");
			path = path.getParentPath().getParentPath();
		}
		return false;
	}

}
