package dev.syncedstore.processor.portable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the methods of a class do.
 */
final class BodyScanner extends ServerScanner {

	private static final Set<String> TEXT_MAKERS = Set.of("valueOf", "append", "insert");

	private static final Set<String> TEXT_CLASSES = Set.of("java.lang.String", "java.lang.StringBuilder",
			"java.lang.StringBuffer", "java.util.StringJoiner");

	private static final List<String> COLLECTIONS = List.of("HashMap", "HashSet", "LinkedHashMap", "LinkedHashSet",
			"TreeMap", "TreeSet", "ArrayList", "LinkedList", "ArrayDeque", "ConcurrentHashMap", "AtomicInteger",
			"AtomicLong", "AtomicReference");

	private final Attributed attributed;

	private final Map<Element, MethodFacts> facts;

	private final HashTables hashTables;

	private final Divisors divisors;

	private final Ranges ranges;

	private final TextOfValues texts;

	private final Suppression suppression = new Suppression();

	private final Deque<MethodFacts> current = new ArrayDeque<>();

	private int inMethod;

	BodyScanner(Attributed attributed, Map<Element, MethodFacts> facts) {
		super(attributed.trees());
		this.attributed = attributed;
		this.facts = facts;
		this.hashTables = new HashTables(attributed);
		this.divisors = new Divisors(attributed);
		this.ranges = new Ranges(attributed);
		this.texts = new TextOfValues(attributed.elements());
	}

	@Override
	public Void visitAnnotation(AnnotationTree tree, Void nothing) {
		return null;
	}

	/** What a class within a method does counts for the method. */
	@Override
	public Void visitClass(ClassTree tree, Void nothing) {
		Element element = element();
		if (this.inMethod > 0 || element == null) {
			return super.visitClass(tree, nothing);
		}
		return within(element, () -> super.visitClass(tree, nothing));
	}

	@Override
	public Void visitMethod(MethodTree tree, Void nothing) {
		Element element = element();
		if (this.inMethod > 0 || element == null) {
			return super.visitMethod(tree, nothing);
		}
		this.inMethod++;
		within(element, () -> {
			if (element.getModifiers().contains(Modifier.SYNCHRONIZED)) {
				found(Rule.THREADS, tree);
			}
			if (Attributed.isFloat(((ExecutableElement) element).getReturnType())) {
				found(Rule.FLOAT, tree);
			}
			super.visitMethod(tree, nothing);
		});
		this.inMethod--;
		return null;
	}

	@Override
	public Void visitVariable(VariableTree tree, Void nothing) {
		Element variable = element();
		if (variable != null && Attributed.isFloat(variable.asType())) {
			found(Rule.FLOAT, tree);
		}
		if (variable != null && variable.getKind() != ElementKind.FIELD) {
			this.hashTables.assign(variable, getCurrentPath(), tree.getInitializer());
		}
		return super.visitVariable(tree, nothing);
	}

	@Override
	public Void visitAssignment(AssignmentTree tree, Void nothing) {
		this.hashTables.assign(this.attributed.element(getCurrentPath(), tree.getVariable()), getCurrentPath(),
				tree.getExpression());
		written(tree.getVariable());
		return super.visitAssignment(tree, nothing);
	}

	@Override
	public Void visitUnary(UnaryTree tree, Void nothing) {
		switch (tree.getKind()) {
			case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
				written(tree.getExpression());
			default -> {
			}
		}
		return super.visitUnary(tree, nothing);
	}

	/** A constant array is none once somebody writes to it. */
	private void written(ExpressionTree target) {
		if (Attributed.bare(target) instanceof ArrayAccessTree access
				&& this.attributed.element(getCurrentPath(), access.getExpression()) instanceof VariableElement array
				&& array.getKind() == ElementKind.FIELD && array.getModifiers().contains(Modifier.STATIC)) {
			found(Rule.STATIC_STATE, access);
		}
	}

	@Override
	public Void visitBinary(BinaryTree tree, Void nothing) {
		TypeMirror type = this.attributed.trees().getTypeMirror(getCurrentPath());
		if (tree.getKind() == Tree.Kind.PLUS && Attributed.className(type).equals("java.lang.String")) {
			madeText(tree.getLeftOperand());
			madeText(tree.getRightOperand());
		}
		if (tree.getKind() == Tree.Kind.DIVIDE || tree.getKind() == Tree.Kind.REMAINDER) {
			divided(tree, type, tree.getRightOperand());
		}
		return super.visitBinary(tree, nothing);
	}

	@Override
	public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void nothing) {
		TypeMirror type = this.attributed.type(getCurrentPath(), tree.getVariable());
		if (tree.getKind() == Tree.Kind.PLUS_ASSIGNMENT && Attributed.className(type).equals("java.lang.String")) {
			madeText(tree.getExpression());
		}
		written(tree.getVariable());
		if (tree.getKind() == Tree.Kind.DIVIDE_ASSIGNMENT || tree.getKind() == Tree.Kind.REMAINDER_ASSIGNMENT) {
			divided(tree, type, tree.getExpression());
		}
		return super.visitCompoundAssignment(tree, nothing);
	}

	@Override
	public Void visitTypeCast(TypeCastTree tree, Void nothing) {
		TypeMirror type = this.attributed.trees().getTypeMirror(getCurrentPath());
		if (Attributed.isInteger(type)
				&& Attributed.isFloating(this.attributed.type(getCurrentPath(), tree.getExpression())) && type != null
				&& !this.ranges.isChecked(getCurrentPath(), tree.getExpression(), type.getKind())) {
			found(Rule.NARROWING, tree);
		}
		if (type != null && Attributed.isFloat(type)) {
			found(Rule.FLOAT, tree);
		}
		return super.visitTypeCast(tree, nothing);
	}

	@Override
	public Void visitLiteral(LiteralTree tree, Void nothing) {
		if (tree.getKind() == Tree.Kind.FLOAT_LITERAL
				&& !(getCurrentPath().getParentPath().getLeaf() instanceof VariableTree)) {
			found(Rule.FLOAT, tree);
		}
		return null;
	}

	@Override
	public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void nothing) {
		if (this.hashTables.isOne(getCurrentPath(), tree.getExpression())) {
			found(Rule.HASH_ORDER, tree.getExpression());
		}
		return super.visitEnhancedForLoop(tree, nothing);
	}

	@Override
	public Void visitSynchronized(SynchronizedTree tree, Void nothing) {
		found(Rule.THREADS, tree);
		return super.visitSynchronized(tree, nothing);
	}

	@Override
	public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
		Element element = element();
		if (element instanceof ExecutableElement method) {
			called(method, tree);
			if (this.hashTables.isGoneThrough(getCurrentPath(), tree)) {
				found(Rule.HASH_ORDER, tree);
			}
			String owner = Attributed.owner(method);
			if (TEXT_CLASSES.contains(owner) && TEXT_MAKERS.contains(method.getSimpleName().toString())) {
				tree.getArguments().forEach(this::madeText);
			}
			ExpressionTree receiver = Attributed.receiver(tree);
			if (owner.equals("java.lang.Double") && receiver != null
					&& method.getSimpleName().toString().matches("(int|long|short|byte)Value")
					&& !this.ranges.isChecked(getCurrentPath(), receiver, method.getReturnType().getKind())) {
				found(Rule.NARROWING, tree);
			}
			if (owner.equals("java.util.Objects") && method.getSimpleName().contentEquals("toString")) {
				madeText(tree.getArguments().get(0));
			}
			if (owner.matches("java\\.lang\\.(Strict)?Math")
					&& method.getSimpleName().toString().matches("floor(Div|Mod)")) {
				divided(tree, method.getReturnType(), tree.getArguments().get(1));
			}
		}
		return super.visitMethodInvocation(tree, nothing);
	}

	@Override
	public Void visitNewClass(NewClassTree tree, Void nothing) {
		if (element() instanceof ExecutableElement constructor) {
			called(constructor, tree);
			if (this.hashTables.isCopied(getCurrentPath(), tree)) {
				found(Rule.HASH_ORDER, tree);
			}
		}
		return super.visitNewClass(tree, nothing);
	}

	@Override
	public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
		if (element() instanceof ExecutableElement method) {
			if (this.texts.isMaker(method)) {
				textsMade(method, tree);
			}
			else {
				called(method, tree);
			}
		}
		return super.visitMemberReference(tree, nothing);
	}

	@Override
	public Void visitIdentifier(IdentifierTree tree, Void nothing) {
		used(element(), tree);
		return null;
	}

	@Override
	public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
		used(element(), tree);
		return super.visitMemberSelect(tree, nothing);
	}

	private void called(ExecutableElement method, Tree tree) {
		Rule rule = ForbiddenCalls.on(method);
		if (rule != null) {
			found(rule, tree);
		}
		else {
			call(method);
		}
	}

	private void used(@Nullable Element element, Tree tree) {
		if (!(element instanceof VariableElement field) || field.getKind() != ElementKind.FIELD
				|| !field.getModifiers().contains(Modifier.STATIC) || field.getSimpleName().contentEquals("class")) {
			return;
		}
		String owner = Attributed.owner(field);
		if (owner.equals("java.lang.System")) {
			found(Rule.OUTPUT, tree);
		}
		else if (!owner.startsWith("java.")) {
			if (!field.getModifiers().contains(Modifier.FINAL) || isCollection(field)) {
				found(Rule.STATIC_STATE, tree);
			}
			call(field.getEnclosingElement());
		}
	}

	private boolean isCollection(VariableElement field) {
		Tree tree = this.attributed.trees().getTree(field);
		return tree instanceof VariableTree variable && variable.getInitializer() instanceof NewClassTree made
				&& COLLECTIONS
					.contains(made.getIdentifier().toString().replaceFirst("<.*", "").replaceFirst(".*\\.", ""));
	}

	private void madeText(ExpressionTree tree) {
		TypeMirror type = this.attributed.type(getCurrentPath(), tree);
		Rule rule = this.hashTables.isOne(getCurrentPath(), tree) ? Rule.HASH_ORDER : this.texts.rule(type);
		if (rule != null && this.attributed.constant(getCurrentPath(), tree) == null) {
			found(rule, tree);
		}
		ExecutableElement method = this.texts.toString(type);
		if (method != null && rule == null) {
			call(method);
		}
	}

	/**
	 * Such as {@code String::valueOf}: what it is given says whether that is all right.
	 */
	private void textsMade(ExecutableElement method, MemberReferenceTree tree) {
		TypeMirror given = this.texts.given(method, this.attributed.trees().getTypeMirror(getCurrentPath()));
		Rule rule = this.texts.rule(given);
		if (rule != null) {
			found(rule, tree);
			return;
		}
		ExecutableElement made = this.texts.toString(given);
		if (made != null) {
			call(made);
		}
	}

	private void divided(Tree tree, @Nullable TypeMirror type, ExpressionTree divisor) {
		if (Attributed.isInteger(type) && !this.divisors.isChecked(getCurrentPath(), divisor)) {
			found(Rule.DIVISION, tree);
		}
	}

	private Void within(Element element, Runnable scan) {
		this.current.push(this.facts.computeIfAbsent(element, (each) -> new MethodFacts()));
		scan.run();
		this.current.pop();
		return null;
	}

	/** One of a kind is enough for a line. */
	private void found(Rule rule, Tree tree) {
		MethodFacts method = this.current.peek();
		if (method == null || this.suppression.isSuppressed(getCurrentPath())) {
			return;
		}
		CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
		long start = this.attributed.trees().getSourcePositions().getStartPosition(unit, tree);
		Finding finding = new Finding(rule, tree, unit, unit.getLineMap().getLineNumber(start), isOnServer());
		if (method.findings().stream().noneMatch(finding::isAsGoodAs)) {
			method.findings().add(finding);
		}
	}

	private void call(@Nullable Element callee) {
		MethodFacts method = this.current.peek();
		if (method != null && callee != null) {
			method.calls().add(new MethodFacts.Call(callee, isOnServer()));
		}
	}

	private @Nullable Element element() {
		return this.attributed.trees().getElement(getCurrentPath());
	}

}
