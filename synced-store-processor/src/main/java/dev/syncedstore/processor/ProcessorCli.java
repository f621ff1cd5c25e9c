package dev.syncedstore.processor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The processor as a program, for builds that can't have it in their compiler: those of
 * this project, in which it is made. Its class loader has what the sources need.
 */
public final class ProcessorCli {

	private ProcessorCli() {
	}

	/**
	 * Process sources.
	 * @param args the folder with sources, one for classes that nobody needs, and the
	 * processor's options
	 * @throws IOException if a file can't be read or written
	 * @throws URISyntaxException if the class path can't be read
	 */
	public static void main(String[] args) throws IOException, URISyntaxException {
		Path classes = Files.createDirectories(Path.of(args[1]));
		List<String> options = new ArrayList<>(
				List.of("-d", classes.toString(), "-classpath", classPath(), "-nowarn", "-parameters"));
		options.addAll(List.of(args).subList(2, args.length));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(Path.of(args[0]))) {
			List<Path> units = sources.filter((file) -> file.toString().endsWith(".java")).toList();
			CompilationTask task = compiler.getTask(null, files, null, options, null,
					files.getJavaFileObjectsFromPaths(units));
			task.setProcessors(List.of(new SyncedStoreProcessor()));
			if (!task.call()) {
				throw new IllegalStateException("What the compiler has said above is to be mended");
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static String classPath() throws URISyntaxException {
		List<String> result = new ArrayList<>();
		if (ProcessorCli.class.getClassLoader() instanceof URLClassLoader loader) {
			for (URL url : loader.getURLs()) {
				result.add(Path.of(url.toURI()).toString());
			}
		}
		return result.stream().collect(Collectors.joining(File.pathSeparator));
	}

}
