package dev.syncedstore.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import dev.syncedstore.embedded.notes.NotesApplication;

import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/**
 * Packages {@link NotesApplication} as Spring Boot's build plugins do.
 */
final class PackagedApplication {

	private PackagedApplication() {
	}

	static Path create(Path folder) throws IOException {
		Path classes = Path.of(location(NotesApplication.class));
		Path plain = jar(classes, classes.resolve(NotesApplication.class.getPackageName().replace('.', '/')),
				folder.resolve("plain.jar"));
		Path module = Path.of(location(EmbeddedPostgresAutoConfiguration.class));
		Path moduleJar = Files.isDirectory(module) ? jar(module, module, folder.resolve("module.jar")) : module;
		Path packaged = folder.resolve("notes.jar");
		Repackager repackager = new Repackager(plain.toFile());
		repackager.setMainClass(NotesApplication.class.getName());
		repackager.repackage(packaged.toFile(), (callback) -> {
			callback.library(library(moduleJar));
			for (Path dependency : dependencies()) {
				callback.library(library(dependency));
			}
		});
		return packaged;
	}

	private static Library library(Path jar) {
		return new Library(jar.toFile(), LibraryScope.RUNTIME);
	}

	private static List<Path> dependencies() {
		// Surefire hides the class path in a jar's manifest.
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Stream.of(classPath.split(File.pathSeparator)).map(Path::of).filter(Files::isRegularFile).toList();
	}

	private static String location(Class<?> type) {
		return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getPath();
	}

	private static Path jar(Path root, Path content, Path jar) throws IOException {
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream out = new JarOutputStream(file);
				Stream<Path> tree = Files.walk(content)) {
			for (Path path : tree.filter(Files::isRegularFile).toList()) {
				out.putNextEntry(new JarEntry(root.relativize(path).toString().replace(File.separatorChar, '/')));
				Files.copy(path, out);
				out.closeEntry();
			}
		}
		return jar;
	}

}
