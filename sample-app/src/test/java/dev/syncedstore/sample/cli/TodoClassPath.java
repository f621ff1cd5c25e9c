package dev.syncedstore.sample.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the command line program is made of: what the pom puts into its jar, and, as
 * {@code sample-app/todo} has it, an archive of the classes that are read and checked
 * already. Made once for all tests, which start the program some hundred times.
 */
final class TodoClassPath {

	private static final Pattern INCLUDE = Pattern.compile("<include>([^:<]+):([^<]+)</include>");

	private static final List<String> OPTIONS = make(Path.of("target", "todo-tests"));

	private TodoClassPath() {
	}

	/** Options for {@code java}. */
	static List<String> options() {
		return OPTIONS;
	}

	private static List<String> make(Path folder) {
		try {
			Files.createDirectories(folder);
			String classPath = jars(folder);
			Path archive = folder.resolve("todo.jsa").toAbsolutePath();
			Files.deleteIfExists(archive);
			String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
			new ProcessBuilder(java, "-XX:+UseSerialGC", "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", "-cp",
					classPath, TodoCli.class.getName(), "--server", "http://localhost:1", "--data",
					folder.resolve("nothing").toString(), "ls")
				.redirectOutput(Redirect.DISCARD)
				.redirectError(Redirect.DISCARD)
				.start()
				.waitFor();
			// Where there is no archive, or for another JVM, all goes on without it.
			return List.of("-XX:+UseSerialGC", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-cp", classPath);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String jars(Path folder) throws IOException {
		List<String> whole = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
		String module = TodoCli.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		String pom = Files.readString(Path.of(module).getParent().resolveSibling("pom.xml"));
		List<Path> parts = Stream
			.concat(Stream.of(module), INCLUDE.matcher(pom).results().map((include) -> find(whole, include.group(2))))
			.map(Path::of)
			.toList();
		for (Path part : parts) {
			if (Files.isDirectory(part)) {
				pack(part, jar(folder, part));
			}
		}
		return parts.stream()
			.map((part) -> (Files.isDirectory(part) ? jar(folder, part) : part).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** An archive is of jars, not of folders. */
	private static void pack(Path classes, Path jar) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
				Files.copy(file, out);
			}
		}
	}

	/** Called like the module that the classes are of. */
	private static Path jar(Path folder, Path classes) {
		return folder.resolve(classes.getParent().getParent().getFileName() + ".jar");
	}

	private static String find(List<String> classPath, String artifact) {
		return classPath.stream()
			.filter((path) -> path.contains(File.separator + artifact + File.separator)
					|| path.contains(File.separator + artifact + "-"))
			.filter((path) -> path.endsWith(artifact + File.separator + "target" + File.separator + "classes")
					|| Path.of(path).getFileName().toString().matches(Pattern.quote(artifact) + "-\\d.*\\.jar"))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path"));
	}

}
