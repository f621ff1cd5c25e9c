package dev.syncedstore.test.elsewhere;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Code with other hash tables, and with other answers to calls that are answered
 * differently on different machines.
 */
final class CodeElsewhere extends MethodVisitor {

	private static final String DIFFERENTLY = Differently.class.getName().replace('.', '/');

	private static final Map<String, String> TABLES = Map.of("java/util/HashMap",
			BackwardsMap.class.getName().replace('.', '/'), "java/util/HashSet",
			BackwardsSet.class.getName().replace('.', '/'));

	/** Tables that are made, but not initialised yet; others are superclasses'. */
	private int made;

	CodeElsewhere(MethodVisitor visitor) {
		super(Opcodes.ASM9, visitor);
	}

	@Override
	public void visitTypeInsn(int opcode, String type) {
		boolean makes = opcode == Opcodes.NEW && TABLES.containsKey(type);
		this.made += makes ? 1 : 0;
		super.visitTypeInsn(opcode, makes ? table(type) : type);
	}

	@Override
	public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
		boolean constructs = opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && TABLES.containsKey(owner)
				&& this.made > 0;
		this.made -= constructs ? 1 : 0;
		super.visitMethodInsn(opcode, constructs ? table(owner) : owner, name, descriptor, isInterface);
		@Nullable String change = (opcode == Opcodes.INVOKESTATIC) ? StaticCalls.change(owner, name, descriptor) : null;
		if (change != null) {
			super.visitMethodInsn(opcode, DIFFERENTLY, "of", change, false);
		}
	}

	/** Method references such as {@code HashSet::new}. */
	@Override
	public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
		Object[] changed = arguments.clone();
		for (int i = 0; i < changed.length; i++) {
			if (changed[i] instanceof Handle handle && handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
				changed[i] = new Handle(handle.getTag(), table(handle.getOwner()), handle.getName(), handle.getDesc(),
						handle.isInterface());
			}
		}
		super.visitInvokeDynamicInsn(name, descriptor, bootstrap, changed);
	}

	private static String table(String type) {
		return TABLES.getOrDefault(type, type);
	}

}
