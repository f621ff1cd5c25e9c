package dev.syncedstore.processor;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/**
 * Where files are written: beside the classes, or into a folder.
 *
 * @param filer writes beside the classes
 */
record Output(Filer filer) {

	/** Begins the name of a folder beside the classes. */
	static final String CLASS_PATH = "classpath:";

	void write(String folder, Map<String, String> files) throws IOException {
		for (Map.Entry<String, String> file : files.entrySet()) {
			if (folder.startsWith(CLASS_PATH)) {
				String inside = folder.substring(CLASS_PATH.length()).replaceAll("^/+|/+$", "");
				writeBesideClasses(inside.isEmpty() ? file.getKey() : inside + "/" + file.getKey(), file.getValue());
			}
			else {
				write(Path.of(folder, file.getKey()), file.getValue());
			}
		}
	}

	void writeBesideClasses(String name, String content) throws IOException {
		try (Writer out = this.filer.createResource(StandardLocation.CLASS_OUTPUT, "", name).openWriter()) {
			out.write(content);
		}
	}

	/** A file that stays as it is keeps its time, so that nobody builds on it anew. */
	private static void write(Path file, String content) throws IOException {
		if (!Files.exists(file) || !Files.readString(file).equals(content)) {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, content);
		}
	}

}
