package dev.syncedstore.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What became of sources that the JDK's compiler was given, with our processor.
 *
 * @param succeeded whether there are class files
 * @param diagnostics what the compiler said
 * @param output where it has written
 */
public record Compilation(boolean succeeded, List<Diagnostic<? extends JavaFileObject>> diagnostics, Path output) {

	private static final Pattern TYPE = Pattern
		.compile("(?m)^(?:public )?(?:final )?(?:class|record|interface|@interface|enum) (\\w+)");

	/**
	 * Compile sources.
	 * @param output where the compiler writes
	 * @param sources the texts of files, or paths of such
	 * @param options further options
	 */
	public static Compilation of(Path output, List<?> sources, String... options) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null)) {
			List<JavaFileObject> units = new ArrayList<>();
			for (Object source : sources) {
				if (source instanceof Path path) {
					files.getJavaFileObjects(path).forEach(units::add);
				}
				else {
					units.add(new Source(source.toString()));
				}
			}
			List<String> arguments = new ArrayList<>(
					List.of("-d", output.toString(), "-parameters", "-Xlint:-options", "--release", "17", "-cp",
							System.getProperty("java.class.path") + java.io.File.pathSeparator + output));
			arguments.addAll(List.of(options));
			JavaCompiler.CompilationTask task = compiler.getTask(null, files, diagnostics, arguments, null, units);
			task.setProcessors(List.of(new SyncedStoreProcessor()));
			task.setLocale(Locale.ENGLISH);
			return new Compilation(task.call(), diagnostics.getDiagnostics(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What it said, as {@code line: message}. */
	public List<String> messages() {
		return this.diagnostics.stream()
			.map((each) -> each.getLineNumber() + ": " + each.getMessage(Locale.ENGLISH).replaceFirst("^\\[\\w+] ", ""))
			.toList();
	}

	/** What was generated into a folder, by file names. */
	public SortedMap<String, String> files(String folder) {
		SortedMap<String, String> result = new TreeMap<>();
		try (Stream<Path> all = Files.walk(this.output.resolve(folder))) {
			for (Path file : all.filter((path) -> !path.toString().endsWith(".class") && Files.isRegularFile(path))
				.toList()) {
				result.put(this.output.resolve(folder).relativize(file).toString(), Files.readString(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return result;
	}

	/**
	 * A file in memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		private Source(String text) {
			super(URI.create("memory:///" + name(text) + Kind.SOURCE.extension), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

		private static String name(String text) {
			Matcher type = TYPE.matcher(text);
			if (!type.find()) {
				throw new IllegalArgumentException("No type in " + text);
			}
			return type.group(1);
		}

	}

}
