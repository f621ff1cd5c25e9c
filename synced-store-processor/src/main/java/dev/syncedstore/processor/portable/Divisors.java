package dev.syncedstore.processor.portable;

import java.util.List;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody has made sure that a divisor isn't 0: it is a constant, at least 1 by
 * {@code Math.max}, or compared with something in the same method. That the comparison is
 * the right one nobody proves.
 */
final class Divisors {

	private final Attributed attributed;

	Divisors(Attributed attributed) {
		this.attributed = attributed;
	}

	boolean isChecked(TreePath around, ExpressionTree tree) {
		ExpressionTree divisor = Attributed.bare(tree);
		Number constant = this.attributed.constant(around, divisor);
		if (constant != null) {
			return constant.longValue() != 0;
		}
		if (divisor instanceof MethodInvocationTree call && Attributed.methodName(call).equals("max")) {
			TreePath here = new TreePath(around, divisor);
			return call.getArguments().stream().anyMatch((arg) -> isPositive(here, arg));
		}
		if (divisor instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
			TreePath here = new TreePath(around, divisor);
			return isPositive(here, sum.getLeftOperand()) && isCount(sum.getRightOperand())
					|| isPositive(here, sum.getRightOperand()) && isCount(sum.getLeftOperand());
		}
		Tree body = body(around);
		return body != null && isCompared(body, divisor);
	}

	private boolean isPositive(TreePath around, ExpressionTree tree) {
		Number constant = this.attributed.constant(around, tree);
		return constant != null && constant.longValue() > 0;
	}

	private static boolean isCount(ExpressionTree tree) {
		return Attributed.bare(tree) instanceof MethodInvocationTree call
				&& List.of("size", "length", "count").contains(Attributed.methodName(call));
	}

	private static @Nullable Tree body(TreePath around) {
		Tree body = null;
		for (TreePath path = around; path != null; path = path.getParentPath()) {
			if (path.getLeaf() instanceof MethodTree method) {
				return method.getBody();
			}
			if (path.getLeaf() instanceof LambdaExpressionTree lambda) {
				body = lambda.getBody();
			}
		}
		return body;
	}

	private static boolean isCompared(Tree body, ExpressionTree divisor) {
		String text = divisor.toString();
		String empty = text.replaceFirst("\\.(size|length)\\(\\)$", ".isEmpty()");
		return Boolean.TRUE.equals(new TreeScanner<Boolean, Void>() {
			@Override
			public Boolean visitBinary(BinaryTree tree, Void nothing) {
				boolean compares = switch (tree.getKind()) {
					case EQUAL_TO, NOT_EQUAL_TO, GREATER_THAN, LESS_THAN, GREATER_THAN_EQUAL, LESS_THAN_EQUAL -> true;
					default -> false;
				};
				if (compares && (isDivisor(tree.getLeftOperand()) || isDivisor(tree.getRightOperand()))) {
					return true;
				}
				return super.visitBinary(tree, nothing);
			}

			@Override
			public Boolean visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
				return !empty.equals(text) && tree.toString().equals(empty) ? Boolean.TRUE
						: super.visitMethodInvocation(tree, nothing);
			}

			@Override
			public Boolean reduce(Boolean one, Boolean other) {
				return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
			}

			private boolean isDivisor(ExpressionTree tree) {
				return Attributed.bare(tree).toString().equals(text);
			}
		}.scan(body, null));
	}

}
