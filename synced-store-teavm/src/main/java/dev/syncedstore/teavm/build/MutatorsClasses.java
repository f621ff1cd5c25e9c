package dev.syncedstore.teavm.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the classes with {@code @Mutators} in a folder, without loading any.
 */
final class MutatorsClasses {

	private static final String ANNOTATION = "Ldev/syncedstore/core/Mutators;";

	private MutatorsClasses() {
	}

	/**
	 * The names of the classes by their store types, but for those of the server's alone.
	 */
	static Map<String, Set<String>> find(Path folder) throws IOException {
		Map<String, Set<String>> result = new TreeMap<>();
		if (!Files.isDirectory(folder)) {
			return result;
		}
		List<Path> files;
		try (Stream<Path> all = Files.walk(folder)) {
			files = all.filter((file) -> file.toString().endsWith(".class")).toList();
		}
		for (Path file : files) {
			Found found = new Found();
			ClassReader reader = new ClassReader(Files.readAllBytes(file));
			reader.accept(found, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			if (found.type != null && !found.serverOnly) {
				result.computeIfAbsent(found.type, (type) -> new TreeSet<>())
					.add(reader.getClassName().replace('/', '.'));
			}
		}
		return result;
	}

	/**
	 * Reads the annotation.
	 */
	private static final class Found extends ClassVisitor {

		private @Nullable String type;

		private boolean serverOnly;

		Found() {
			super(Opcodes.ASM9);
		}

		@Override
		public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
			if (!descriptor.equals(ANNOTATION)) {
				return null;
			}
			return new AnnotationVisitor(Opcodes.ASM9) {

				@Override
				public void visit(String name, Object value) {
					if (name.equals("type")) {
						Found.this.type = (String) value;
					}
					else if (name.equals("serverOnly")) {
						Found.this.serverOnly = (Boolean) value;
					}
				}

			};
		}

	}

}
