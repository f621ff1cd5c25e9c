package dev.syncedstore.processor.portable;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody has made sure that a double is within the range of what it is cut down
 * to: it is a constant, made of longs, put within bounds by {@code Math.min} or
 * {@code Math.max}, or made of what is compared with something in the same method. That
 * the comparison is the right one nobody proves.
 */
final class Ranges {

	private static final Set<String> KEEPING = Set.of("floor", "ceil", "abs", "sqrt", "doubleValue");

	private static final Set<String> BOUNDING = Set.of("min", "max", "clamp");

	private final Attributed attributed;

	Ranges(Attributed attributed) {
		this.attributed = attributed;
	}

	/**
	 * Whether a double is within range.
	 * @param place the place of what cuts it down
	 * @param tree the double
	 * @param wanted the integers that it is cut down to
	 */
	boolean isChecked(TreePath place, ExpressionTree tree, TypeKind wanted) {
		Set<String> fine = Comparisons.around(place).collect(Collectors.toCollection(HashSet::new));
		return isWithin(place, tree, fine, wanted == TypeKind.LONG);
	}

	private boolean isWithin(TreePath around, ExpressionTree tree, Set<String> compared, boolean toLong) {
		ExpressionTree value = Attributed.bare(tree);
		TreePath here = new TreePath(around, value);
		if (compared.contains(value.toString()) || this.attributed.constant(around, value) != null
				|| isSmallInteger(this.attributed.type(around, value), toLong)) {
			return true;
		}
		if (value instanceof BinaryTree binary) {
			return isWithin(here, binary.getLeftOperand(), compared, toLong)
					&& isWithin(here, binary.getRightOperand(), compared, toLong);
		}
		if (value instanceof UnaryTree unary) {
			return isWithin(here, unary.getExpression(), compared, toLong);
		}
		if (value instanceof MethodInvocationTree call) {
			String name = Attributed.methodName(call);
			ExpressionTree receiver = Attributed.receiver(call);
			return BOUNDING.contains(name) || KEEPING.contains(name) && (call.getArguments().isEmpty()
					? receiver != null
							&& isWithin(new TreePath(here, call.getMethodSelect()), receiver, compared, toLong)
					: isWithin(here, call.getArguments().get(0), compared, toLong));
		}
		return false;
	}

	private static boolean isSmallInteger(@Nullable TypeMirror type, boolean toLong) {
		boolean isLong = type != null && type.getKind() == TypeKind.LONG
				|| Attributed.className(type).equals("java.lang.Long");
		return Attributed.isInteger(type) && (toLong || !isLong);
	}

}
