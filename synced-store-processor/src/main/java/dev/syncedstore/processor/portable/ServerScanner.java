package dev.syncedstore.processor.portable;

import javax.lang.model.element.ExecutableElement;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * Knows where only the server comes along: under {@code ctx.isServer()}, and in a call of
 * {@code ctx.onServer}.
 */
abstract class ServerScanner extends TreePathScanner<Void, Void> {

	private final Trees trees;

	private int onServer;

	ServerScanner(Trees trees) {
		this.trees = trees;
	}

	/** Whether only the server comes to where the scanner is. */
	final boolean isOnServer() {
		return this.onServer > 0;
	}

	@Override
	public Void visitBlock(BlockTree tree, Void nothing) {
		int before = this.onServer;
		for (StatementTree statement : tree.getStatements()) {
			scan(statement, nothing);
			if (statement instanceof IfTree branch && branch.getElseStatement() == null
					&& ServerChecks.leavesUnlessServer(branch)) {
				this.onServer++;
			}
		}
		this.onServer = before;
		return null;
	}

	@Override
	public Void visitIf(IfTree tree, Void nothing) {
		scan(tree.getCondition(), nothing);
		scanIf(ServerChecks.isServer(tree.getCondition()), tree.getThenStatement());
		scanIf(ServerChecks.isNotServer(tree.getCondition()), tree.getElseStatement());
		return null;
	}

	@Override
	public Void visitConditionalExpression(ConditionalExpressionTree tree, Void nothing) {
		scan(tree.getCondition(), nothing);
		scanIf(ServerChecks.isServer(tree.getCondition()), tree.getTrueExpression());
		scanIf(ServerChecks.isNotServer(tree.getCondition()), tree.getFalseExpression());
		return null;
	}

	@Override
	public Void visitBinary(BinaryTree tree, Void nothing) {
		if (tree.getKind() == Tree.Kind.CONDITIONAL_AND && ServerChecks.isServer(tree.getLeftOperand())) {
			scan(tree.getLeftOperand(), nothing);
			scanIf(true, tree.getRightOperand());
			return null;
		}
		return super.visitBinary(tree, nothing);
	}

	@Override
	public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
		if (this.trees.getElement(getCurrentPath()) instanceof ExecutableElement method
				&& ServerChecks.isOnServer(method)) {
			scan(tree.getMethodSelect(), nothing);
			tree.getArguments().forEach((argument) -> scanIf(true, argument));
			return null;
		}
		return super.visitMethodInvocation(tree, nothing);
	}

	private void scanIf(boolean server, @Nullable Tree tree) {
		this.onServer += server ? 1 : 0;
		scan(tree, null);
		this.onServer -= server ? 1 : 0;
	}

}
