package dev.syncedstore.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code initdb} and the server print, in a file beside the data folder. Not through
 * a pipe, which would break when the application is killed while the server lives on.
 */
final class ServerLog {

	private static final int QUOTED_LINES = 10;

	private final Path file;

	private ServerLog(Path file) {
		this.file = file;
	}

	/**
	 * Begins a new log.
	 */
	static ServerLog beside(Path dataDirectory) throws IOException {
		Path file = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".log");
		Files.deleteIfExists(file);
		return new ServerLog(file);
	}

	ProcessBuilder.Redirect redirect() {
		return ProcessBuilder.Redirect.appendTo(this.file.toFile());
	}

	/**
	 * The last lines, for an error message: empty when nothing was printed.
	 */
	String tail() throws IOException {
		if (!Files.exists(this.file)) {
			return "";
		}
		// In the system's language and encoding, whatever that is.
		List<String> lines = Files.readAllLines(this.file, StandardCharsets.ISO_8859_1);
		List<String> last = lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
		return last.isEmpty() ? "" : System.lineSeparator() + String.join(System.lineSeparator(), last);
	}

}
