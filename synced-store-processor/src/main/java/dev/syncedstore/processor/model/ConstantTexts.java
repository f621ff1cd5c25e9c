package dev.syncedstore.processor.model;

import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * Texts in the source, before the compiler knows what names mean: literals, constants,
 * and sums of these.
 */
final class ConstantTexts {

	private final Elements elements;

	private final CompilationUnitTree unit;

	private final TypeElement declaring;

	ConstantTexts(Elements elements, Trees trees, TypeElement declaring, VariableElement field) {
		this.elements = elements;
		this.unit = trees.getPath(field).getCompilationUnit();
		this.declaring = declaring;
	}

	/**
	 * What an expression is.
	 * @return the text, or {@code null} if it is none or nobody can know
	 */
	@Nullable String valueOf(ExpressionTree tree) {
		if (tree instanceof LiteralTree literal) {
			return (literal.getValue() instanceof String text) ? text : null;
		}
		if (tree instanceof ParenthesizedTree inner) {
			return valueOf(inner.getExpression());
		}
		if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
			String left = valueOf(sum.getLeftOperand());
			String right = valueOf(sum.getRightOperand());
			return (left != null && right != null) ? left + right : null;
		}
		if (tree instanceof IdentifierTree name) {
			return byName(name.getName().toString());
		}
		if (tree instanceof MemberSelectTree select) {
			TypeElement type = type(select.getExpression().toString());
			return (type != null) ? constant(type, select.getIdentifier().toString()) : null;
		}
		return null;
	}

	private @Nullable String byName(String name) {
		for (Element each = this.declaring; each instanceof TypeElement type; each = each.getEnclosingElement()) {
			String value = constant(type, name);
			if (value != null) {
				return value;
			}
		}
		for (ImportTree statement : this.unit.getImports()) {
			if (statement.isStatic() && statement.getQualifiedIdentifier() instanceof MemberSelectTree select
					&& (select.getIdentifier().contentEquals(name) || select.getIdentifier().contentEquals("*"))) {
				TypeElement type = this.elements.getTypeElement(select.getExpression().toString());
				String value = (type != null) ? constant(type, name) : null;
				if (value != null) {
					return value;
				}
			}
		}
		return null;
	}

	private @Nullable String constant(TypeElement type, String name) {
		for (VariableElement field : ElementFilter.fieldsIn(this.elements.getAllMembers(type))) {
			if (field.getSimpleName().contentEquals(name) && field.getConstantValue() instanceof String text) {
				return text;
			}
		}
		return null;
	}

	private @Nullable TypeElement type(String name) {
		int dot = name.indexOf('.');
		String first = (dot >= 0) ? name.substring(0, dot) : name;
		String rest = (dot >= 0) ? name.substring(dot) : "";
		for (Element each = this.declaring; each instanceof TypeElement outer; each = each.getEnclosingElement()) {
			String around = outer.getSimpleName().contentEquals(first) ? outer.getQualifiedName() + rest
					: outer.getQualifiedName() + "." + name;
			TypeElement type = this.elements.getTypeElement(around);
			if (type != null) {
				return type;
			}
		}
		for (ImportTree statement : this.unit.getImports()) {
			if (!statement.isStatic() && statement.getQualifiedIdentifier() instanceof MemberSelectTree select) {
				TypeElement type = select.getIdentifier().contentEquals(first)
						? this.elements.getTypeElement(select + rest) : select.getIdentifier().contentEquals("*")
								? this.elements.getTypeElement(select.getExpression() + "." + name) : null;
				if (type != null) {
					return type;
				}
			}
		}
		String home = this.elements.getPackageOf(this.declaring).getQualifiedName().toString();
		TypeElement neighbour = this.elements.getTypeElement(home.isEmpty() ? name : home + "." + name);
		return (neighbour != null) ? neighbour : this.elements.getTypeElement(name);
	}

}
