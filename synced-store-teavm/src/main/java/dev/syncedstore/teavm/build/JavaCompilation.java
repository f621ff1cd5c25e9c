package dev.syncedstore.teavm.build;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles generated sources.
 */
final class JavaCompilation {

	private JavaCompilation() {
	}

	static void compile(Map<String, String> sources, Path sourceFolder, Path classFolder, List<Path> classPath)
			throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		if (compiler == null) {
			throw new BuildException("There is no Java compiler: run the build on a JDK");
		}
		List<Path> files = new ArrayList<>();
		for (Map.Entry<String, String> source : sources.entrySet()) {
			Path file = sourceFolder.resolve(source.getKey().replace('.', '/') + ".java");
			Files.createDirectories(file.getParent());
			Files.writeString(file, source.getValue());
			files.add(file);
		}
		Files.createDirectories(classFolder);
		List<String> options = List.of("-d", classFolder.toString(), "-proc:none", "-nowarn", "-Xlint:none", "-g",
				"--release", "17", "-classpath",
				classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			boolean compiled = compiler
				.getTask(messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
				.call();
			if (!compiled) {
				throw new BuildException("What was generated can't be compiled:\n" + messages);
			}
		}
	}

}
