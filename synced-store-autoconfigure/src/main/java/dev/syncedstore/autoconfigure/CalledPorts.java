package dev.syncedstore.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.syncedstore.core.MutationContext;
import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * The ports that the code of a class calls, as far as its bytecode shows them: those that
 * are written as class literals. So most mistakes are noticed at start and not by users.
 */
final class CalledPorts extends ClassVisitor {

	private static final String CONTEXT = Type.getInternalName(MutationContext.class);

	private final Set<String> names = new LinkedHashSet<>();

	private CalledPorts() {
		super(SpringAsmInfo.ASM_VERSION);
	}

	/**
	 * Find the ports that a class calls.
	 * @param mutatorsClass a class of mutators
	 * @return their names; none if the bytecode can't be read
	 */
	static Set<String> of(Class<?> mutatorsClass) {
		CalledPorts visitor = new CalledPorts();
		try (InputStream code = mutatorsClass.getResourceAsStream(ClassUtils.getClassFileName(mutatorsClass))) {
			if (code != null) {
				new ClassReader(code).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			// A class that was made at run time, or is newer than what can be read here.
			return Set.of();
		}
		return visitor.names;
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return new MethodVisitor(this.api) {

			private @Nullable Type literal;

			@Override
			public void visitLdcInsn(Object value) {
				this.literal = (value instanceof Type type) ? type : this.literal;
			}

			@Override
			public void visitMethodInsn(int opcode, String owner, String called, String of, boolean isInterface) {
				if (owner.equals(CONTEXT) && called.equals("onServer") && this.literal != null) {
					CalledPorts.this.names.add(this.literal.getClassName());
				}
				this.literal = null;
			}

		};
	}

}
