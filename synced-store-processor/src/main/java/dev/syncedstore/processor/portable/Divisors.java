package dev.syncedstore.processor.portable;

import java.util.List;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;

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
		return Comparisons.around(around).anyMatch((compared) -> compared.equals(divisor.toString()))
				|| isFilled(around, divisor);
	}

	/** A size is as good as {@code isEmpty()}. */
	private static boolean isFilled(TreePath around, ExpressionTree divisor) {
		String text = divisor.toString();
		String empty = text.replaceFirst("\\.(size|length)\\(\\)$", ".isEmpty()");
		return !empty.equals(text) && Comparisons.calls(around).anyMatch(empty::equals);
	}

	private boolean isPositive(TreePath around, ExpressionTree tree) {
		Number constant = this.attributed.constant(around, tree);
		return constant != null && constant.longValue() > 0;
	}

	private static boolean isCount(ExpressionTree tree) {
		return Attributed.bare(tree) instanceof MethodInvocationTree call
				&& List.of("size", "length", "count").contains(Attributed.methodName(call));
	}

}
