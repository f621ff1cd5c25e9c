package dev.syncedstore.processor.portable;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody has said that it is all right:
 * {@code @SuppressWarnings("synced-store:portable")} on a variable, a method or a class.
 */
final class Suppression {

	static final String NAME = "synced-store:portable";

	boolean isSuppressed(TreePath place) {
		for (TreePath path = place; path != null; path = path.getParentPath()) {
			ModifiersTree modifiers = modifiers(path.getLeaf());
			if (modifiers != null && modifiers.getAnnotations().stream().anyMatch(Suppression::suppresses)) {
				return true;
			}
		}
		return false;
	}

	private static boolean suppresses(AnnotationTree annotation) {
		return annotation.getAnnotationType().toString().endsWith("SuppressWarnings")
				&& annotation.getArguments().toString().contains('"' + NAME + '"');
	}

	private static @Nullable ModifiersTree modifiers(Tree tree) {
		return (tree instanceof MethodTree method) ? method.getModifiers() : (tree instanceof ClassTree type)
				? type.getModifiers() : (tree instanceof VariableTree variable) ? variable.getModifiers() : null;
	}

}
