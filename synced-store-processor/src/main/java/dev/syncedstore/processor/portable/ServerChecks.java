package dev.syncedstore.processor.portable;

import java.util.List;

import javax.lang.model.element.ExecutableElement;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;

/**
 * Where only the server comes along.
 */
final class ServerChecks {

	private ServerChecks() {
	}

	/** Whether a condition holds on the server alone. */
	static boolean isServer(ExpressionTree condition) {
		ExpressionTree bare = Attributed.bare(condition);
		if (bare instanceof BinaryTree both && both.getKind() == Tree.Kind.CONDITIONAL_AND) {
			return isServer(both.getLeftOperand()) || isServer(both.getRightOperand());
		}
		return bare instanceof MethodInvocationTree call && Attributed.methodName(call).equals("isServer")
				&& call.getArguments().isEmpty();
	}

	/** Whether a condition holds everywhere but on the server. */
	static boolean isNotServer(ExpressionTree condition) {
		return Attributed.bare(condition) instanceof UnaryTree not && not.getKind() == Tree.Kind.LOGICAL_COMPLEMENT
				&& isServer(not.getExpression()) && !(Attributed.bare(not.getExpression()) instanceof BinaryTree);
	}

	/** Whether only the server gets past a branch. */
	static boolean leavesUnlessServer(IfTree branch) {
		return isNotServer(branch.getCondition()) && leaves(branch.getThenStatement());
	}

	/** Whether a call runs its arguments on the server. */
	static boolean isOnServer(ExecutableElement method) {
		return method.getSimpleName().contentEquals("onServer")
				&& Attributed.owner(method).startsWith("dev.syncedstore.core.");
	}

	private static boolean leaves(StatementTree statement) {
		if (statement instanceof BlockTree block) {
			List<? extends StatementTree> statements = block.getStatements();
			return !statements.isEmpty() && leaves(statements.get(statements.size() - 1));
		}
		return statement instanceof ReturnTree || statement instanceof ThrowTree;
	}

}
