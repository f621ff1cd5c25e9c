package dev.syncedstore.processor.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/**
 * What is compared in a method, as it is written there. Whoever has compared a value has
 * thought of what it may be.
 */
final class Comparisons {

	private Comparisons() {
	}

	/** What is compared with anything in the method around a place. */
	static Stream<String> around(TreePath place) {
		List<String> found = new ArrayList<>();
		new TreeScanner<Void, Void>() {
			@Override
			public Void visitBinary(BinaryTree tree, Void nothing) {
				switch (tree.getKind()) {
					case EQUAL_TO, NOT_EQUAL_TO, GREATER_THAN, LESS_THAN, GREATER_THAN_EQUAL, LESS_THAN_EQUAL -> {
						found.add(Attributed.bare(tree.getLeftOperand()).toString());
						found.add(Attributed.bare(tree.getRightOperand()).toString());
					}
					default -> {
					}
				}
				return super.visitBinary(tree, nothing);
			}
		}.scan(body(place), null);
		return found.stream();
	}

	/** What is called in the method around a place. */
	static Stream<String> calls(TreePath place) {
		List<String> found = new ArrayList<>();
		new TreeScanner<Void, Void>() {
			@Override
			public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
				found.add(tree.toString());
				return super.visitMethodInvocation(tree, nothing);
			}
		}.scan(body(place), null);
		return found.stream();
	}

	private static @Nullable Tree body(TreePath place) {
		Tree body = null;
		for (TreePath path = place; path != null; path = path.getParentPath()) {
			if (path.getLeaf() instanceof MethodTree method) {
				return method.getBody();
			}
			if (path.getLeaf() instanceof LambdaExpressionTree lambda) {
				body = lambda.getBody();
			}
		}
		return body;
	}

}
