package dev.syncedstore.sample.cli.show;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * What the program writes to.
 *
 * @param terminal whether people look at it
 * @param movable whether the cursor can go back to what was written
 * @param colors whether it may be coloured
 * @param unicode whether it shows more than ASCII
 * @param width how many columns it has
 */
public record Surroundings(boolean terminal, boolean movable, boolean colors, boolean unicode, int width) {

	/** A pipe or a file. */
	public static final Surroundings PIPE = new Surroundings(false, false, false, true, Integer.MAX_VALUE);

	private static final int USUAL_WIDTH = 80;

	/**
	 * Find out.
	 * @param stream which of the process's streams
	 * @param environment the environment variables
	 * @return what it is
	 */
	public static Surroundings of(SystemStream stream, Map<String, String> environment) {
		int width = width(stream);
		if (width < 0) {
			return PIPE;
		}
		boolean movable = !environment.getOrDefault("TERM", "").equals("dumb");
		boolean colors = movable && environment.getOrDefault("NO_COLOR", "").isEmpty();
		return new Surroundings(true, movable, colors, charset().newEncoder().canEncode('\u2611'),
				(width > 0) ? width : USUAL_WIDTH);
	}

	/**
	 * The same, as wide as its window is now.
	 * @param columns how many columns it has
	 * @return new surroundings
	 */
	public Surroundings withWidth(int columns) {
		return new Surroundings(this.terminal, this.movable, this.colors, this.unicode, columns);
	}

	/**
	 * How texts become bytes: as the terminal has it, and for programs always the same.
	 * @return the charset
	 */
	public Charset encoding() {
		return this.terminal ? charset() : StandardCharsets.UTF_8;
	}

	private static Charset charset() {
		String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding",
				System.getProperty("native.encoding", StandardCharsets.UTF_8.name())));
		return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
	}

	/** How wide it is: 0 if nobody knows, negative if it is no terminal. */
	private static int width(SystemStream stream) {
		try {
			TerminalProvider provider = TerminalProvider.load("jni");
			return provider.isSystemStream(stream) ? provider.systemStreamWidth(stream) : -1;
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			// No native code for this machine: Java alone knows less.
			return (System.console() != null) ? 0 : -1;
		}
	}

}
