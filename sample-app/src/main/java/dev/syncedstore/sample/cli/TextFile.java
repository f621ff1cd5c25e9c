package dev.syncedstore.sample.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads what somebody has written elsewhere.
 */
final class TextFile {

	private TextFile() {
	}

	/** The lines that are not blank, without the blanks around them. */
	static List<String> lines(Path file) {
		List<String> lines;
		try {
			lines = Files.readAllLines(file).stream().map(String::strip).filter((line) -> !line.isEmpty()).toList();
		}
		catch (CharacterCodingException ex) {
			throw new StatusException(StatusException.WRONG_USAGE, file + " is no text in UTF-8");
		}
		catch (IOException ex) {
			throw new StatusException(StatusException.WRONG_USAGE, file + " can't be read");
		}
		if (lines.isEmpty()) {
			throw new StatusException(StatusException.WRONG_USAGE, file + " has no lines");
		}
		return lines;
	}

}
