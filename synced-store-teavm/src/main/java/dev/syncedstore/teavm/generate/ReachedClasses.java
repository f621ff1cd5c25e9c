package dev.syncedstore.teavm.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * The application's classes that mutators may come to, and the types that they name as
 * constants: those of tables and of actions' arguments are among them.
 */
public final class ReachedClasses {

	private static final String TABLE = "Ldev/syncedstore/core/Table;";

	private static final String SINGLETON = "Ldev/syncedstore/core/Singleton;";

	private static final String ACTION = "Ldev/syncedstore/core/ActionName;";

	private final ClassLoader loader;

	private final Map<String, byte[]> classes = new TreeMap<>();

	private final Set<String> constants = new TreeSet<>();

	/** What constants say are the types of tables and of actions' arguments. */
	private final Set<String> values = new TreeSet<>();

	/** The results of actions, of which no mutator sees any. */
	private final Set<String> results = new TreeSet<>();

	private ReachedClasses(ClassLoader loader) {
		this.loader = loader;
	}

	/**
	 * Follow all references from some classes.
	 * @param roots the names of the classes
	 * @param loader has them and what they use
	 * @return what was reached
	 */
	public static ReachedClasses from(Set<String> roots, ClassLoader loader) {
		ReachedClasses reached = new ReachedClasses(loader);
		Deque<String> waiting = new ArrayDeque<>(roots);
		while (!waiting.isEmpty()) {
			String name = waiting.remove();
			if (!reached.classes.containsKey(name) && !isForeign(name)) {
				byte[] content = reached.content(name);
				if (content != null) {
					reached.classes.put(name, content);
					waiting.addAll(reached.references(content));
				}
			}
		}
		reached.constants.removeAll(reached.results);
		reached.constants.addAll(reached.values);
		return reached;
	}

	/**
	 * The class files, by the names of the classes.
	 * @return in the order of their names
	 */
	public Map<String, byte[]> classes() {
		return this.classes;
	}

	/**
	 * The application's types that are named as constants.
	 * @return names of classes
	 */
	public Set<String> constants() {
		return this.constants;
	}

	private static boolean isForeign(String name) {
		return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jakarta.")
				|| name.startsWith("dev.syncedstore.core.") || name.startsWith("org.springframework.")
				|| name.startsWith("org.jspecify.");
	}

	private byte @Nullable [] content(String name) {
		try (InputStream in = this.loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
			return (in != null) ? in.readAllBytes() : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Set<String> references(byte[] content) {
		Set<String> found = new LinkedHashSet<>();
		ClassReader reader = new ClassReader(content);
		char[] buffer = new char[reader.getMaxStringLength()];
		for (int i = 1; i < reader.getItemCount(); i++) {
			int offset = reader.getItem(i);
			// A class constant: tag 7, with the index of its name.
			if (offset > 0 && reader.readByte(offset - 1) == 7) {
				add(found, Type.getObjectType(reader.readUTF8(offset, buffer)));
			}
		}
		reader.accept(new Constants(found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		return found;
	}

	private static void add(Set<String> names, Type type) {
		Type element = (type.getSort() == Type.ARRAY) ? type.getElementType() : type;
		if (element.getSort() == Type.OBJECT) {
			names.add(element.getClassName());
		}
	}

	/**
	 * Looks at fields, and at what code loads.
	 */
	private final class Constants extends ClassVisitor {

		private final Set<String> found;

		Constants(Set<String> found) {
			super(Opcodes.ASM9);
			this.found = found;
		}

		@Override
		public @Nullable FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
				@Nullable Object value) {
			add(this.found, Type.getType(descriptor));
			if (signature != null && Set.of(TABLE, SINGLETON, ACTION).contains(descriptor)) {
				new SignatureReader(signature).acceptType(new Arguments(descriptor.equals(ACTION)));
			}
			return null;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			for (Type argument : Type.getArgumentTypes(descriptor)) {
				add(this.found, argument);
			}
			add(this.found, Type.getReturnType(descriptor));
			return new MethodVisitor(Opcodes.ASM9) {

				@Override
				public void visitLdcInsn(Object value) {
					if (value instanceof Type type && type.getSort() == Type.OBJECT) {
						ReachedClasses.this.constants.add(type.getClassName());
					}
				}

			};
		}

	}

	/**
	 * Reads the arguments of a table's or an action's type.
	 */
	private final class Arguments extends SignatureVisitor {

		private final boolean action;

		private int index = -1;

		Arguments(boolean action) {
			super(Opcodes.ASM9);
			this.action = action;
		}

		@Override
		public SignatureVisitor visitTypeArgument(char wildcard) {
			this.index++;
			int position = this.index;
			return new SignatureVisitor(Opcodes.ASM9) {

				@Override
				public void visitClassType(String name) {
					boolean result = Arguments.this.action && position == 1;
					(result ? ReachedClasses.this.results : ReachedClasses.this.values)
						.add(Type.getObjectType(name).getClassName());
				}

			};
		}

	}

}
