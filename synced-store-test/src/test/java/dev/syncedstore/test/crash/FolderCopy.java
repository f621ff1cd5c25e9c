package dev.syncedstore.test.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a folder as a file-level backup does.
 */
final class FolderCopy {

	private FolderCopy() {
	}

	/** Make the target, which is emptied before, a copy of the source. */
	static void copy(Path source, Path target) throws IOException {
		delete(target);
		for (Path path : tree(source)) {
			Files.copy(path, target.resolve(source.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
		}
	}

	private static void delete(Path folder) throws IOException {
		if (Files.exists(folder)) {
			for (Path path : tree(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}

	private static List<Path> tree(Path folder) throws IOException {
		try (Stream<Path> tree = Files.walk(folder)) {
			return tree.toList();
		}
	}

}
