package dev.syncedstore.processor.portable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * Knows which fields and methods of the module hold or return a hash table, whatever
 * their type says. Their classes may not have been attributed yet, so names alone must
 * do.
 *
 * @param trees the compiler's trees
 */
record HashTableMakers(Trees trees) {

	private static final List<String> FACTORIES = List.of("Map.of", "Map.ofEntries", "Map.copyOf", "Set.of",
			"Set.copyOf");

	/** Whether a field is set to one where it is declared. */
	boolean isHolder(VariableElement field) {
		return this.trees.getTree(field) instanceof VariableTree variable && isMade(variable.getInitializer());
	}

	/** Whether a method returns one that it has made. */
	boolean isMaker(Element method) {
		return this.trees.getTree(method) instanceof MethodTree declared && new Returns().isOne(declared);
	}

	/** Unless it is said which map to make. */
	static boolean isHashing(MethodInvocationTree collector) {
		int args = collector.getArguments().size();
		return switch (Attributed.methodName(collector)) {
			case "toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap" -> true;
			case "toMap" -> args < 4;
			case "groupingBy" -> args < 3;
			default -> false;
		};
	}

	private static boolean isMade(@Nullable ExpressionTree value) {
		if (value instanceof NewClassTree made) {
			return made.getIdentifier().toString().matches("(java\\.util\\.)?(HashMap|HashSet)\\b.*");
		}
		if (!(value instanceof MethodInvocationTree call)) {
			return false;
		}
		List<? extends ExpressionTree> args = call.getArguments();
		return FACTORIES.contains(call.getMethodSelect().toString()) && args.size() > 1
				|| Attributed.methodName(call).equals("collect") && args.size() == 1
						&& Attributed.bare(args.get(0)) instanceof MethodInvocationTree collector
						&& isHashing(collector);
	}

	/** What a method returns, and what its variables were made as. */
	private static final class Returns extends TreeScanner<@Nullable Void, @Nullable Void> {

		private final Set<String> variables = new HashSet<>();

		private boolean found;

		boolean isOne(MethodTree method) {
			scan(method.getBody(), null);
			return this.found;
		}

		@Override
		public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
			if (isMade(variable.getInitializer())) {
				this.variables.add(variable.getName().toString());
			}
			return super.visitVariable(variable, nothing);
		}

		@Override
		public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
			if (tree.getExpression() != null) {
				returned(tree.getExpression());
			}
			return null;
		}

		private void returned(ExpressionTree tree) {
			ExpressionTree value = Attributed.bare(tree);
			if (value instanceof ConditionalExpressionTree choice) {
				returned(choice.getTrueExpression());
				returned(choice.getFalseExpression());
			}
			this.found |= isMade(value)
					|| value instanceof IdentifierTree name && this.variables.contains(name.getName().toString());
		}

		/** What a class or a lambda within it returns, the method doesn't. */
		@Override
		public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
			return null;
		}

		@Override
		public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
			return null;
		}

	}

}
