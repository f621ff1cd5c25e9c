package dev.syncedstore.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running PostgreSQL writes about itself into its data folder, as
 * {@code postmaster.pid}.
 *
 * @param pid the server's process
 * @param port where it listens
 * @param ready whether it accepts connections
 */
record PostmasterFile(long pid, int port, boolean ready) {

	private static final String NAME = "postmaster.pid";

	private static final int PID_LINE = 0;

	private static final int PORT_LINE = 3;

	private static final int STATUS_LINE = 7;

	/**
	 * Reads the file. Empty when there is none, or one that is just being written.
	 */
	static Optional<PostmasterFile> read(Path dataDirectory) {
		try {
			List<String> lines = Files.readAllLines(dataDirectory.resolve(NAME));
			if (lines.size() <= PORT_LINE) {
				return Optional.empty();
			}
			boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).trim().equals("ready");
			return Optional.of(new PostmasterFile(Long.parseLong(lines.get(PID_LINE).trim()),
					Integer.parseInt(lines.get(PORT_LINE).trim()), ready));
		}
		catch (IOException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	static void delete(Path dataDirectory) throws IOException {
		Files.deleteIfExists(dataDirectory.resolve(NAME));
	}

}
