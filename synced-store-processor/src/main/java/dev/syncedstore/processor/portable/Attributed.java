package dev.syncedstore.processor.portable;

import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler knows of a tree, after it has found out what all names in it mean.
 *
 * @param trees the compiler's trees
 * @param elements the compiler's elements
 */
record Attributed(Trees trees, Elements elements) {

	@Nullable Element element(TreePath around, Tree tree) {
		return this.trees.getElement(new TreePath(around, tree));
	}

	@Nullable TypeMirror type(TreePath around, Tree tree) {
		return this.trees.getTypeMirror(new TreePath(around, tree));
	}

	/** The class of an expression, empty if it is of none. */
	String className(TreePath around, Tree tree) {
		return className(type(around, tree));
	}

	static String className(@Nullable TypeMirror type) {
		return (type instanceof DeclaredType declared)
				? ((TypeElement) declared.asElement()).getQualifiedName().toString() : "";
	}

	/** The class that a member belongs to. */
	static String owner(Element member) {
		return (member.getEnclosingElement() instanceof TypeElement owner) ? owner.getQualifiedName().toString() : "";
	}

	static boolean isFloating(@Nullable TypeMirror type) {
		return type != null && (type.getKind() == TypeKind.DOUBLE || type.getKind() == TypeKind.FLOAT
				|| className(type).equals("java.lang.Double") || className(type).equals("java.lang.Float"));
	}

	static boolean isFloat(TypeMirror type) {
		return type.getKind() == TypeKind.FLOAT || className(type).equals("java.lang.Float");
	}

	static boolean isInteger(@Nullable TypeMirror type) {
		return type != null && (switch (type.getKind()) {
			case BYTE, SHORT, CHAR, INT, LONG -> true;
			default -> className(type).matches("java\\.lang\\.(Byte|Short|Character|Integer|Long)");
		});
	}

	/** The value of a constant expression that is a number, else {@code null}. */
	@Nullable Number constant(TreePath around, ExpressionTree tree) {
		ExpressionTree inner = bare(tree);
		if (inner instanceof LiteralTree literal) {
			return (literal.getValue() instanceof Number number) ? number : null;
		}
		return (element(around, inner) instanceof VariableElement variable
				&& variable.getConstantValue() instanceof Number number) ? number : null;
	}

	static ExpressionTree bare(ExpressionTree tree) {
		ExpressionTree inner = tree;
		while (inner instanceof ParenthesizedTree parenthesized) {
			inner = parenthesized.getExpression();
		}
		return inner;
	}

	/** What a method is called on, or {@code null} if that isn't written. */
	static @Nullable ExpressionTree receiver(MethodInvocationTree call) {
		return (call.getMethodSelect() instanceof MemberSelectTree select) ? select.getExpression() : null;
	}

	static String methodName(MethodInvocationTree call) {
		Tree select = call.getMethodSelect();
		return (select instanceof MemberSelectTree member) ? member.getIdentifier().toString()
				: (select instanceof IdentifierTree name) ? name.getName().toString() : "";
	}

}
