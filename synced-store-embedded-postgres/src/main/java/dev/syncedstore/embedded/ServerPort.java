package dev.syncedstore.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses where a server listens.
 */
final class ServerPort {

	/** How the last server was started: it stays after the server has stopped. */
	private static final String OPTIONS_FILE = "postmaster.opts";

	private static final Pattern PORT_OPTION = Pattern.compile("\"-p\" \"(\\d+)\"");

	private ServerPort() {
	}

	/**
	 * The wanted port or, when any will do, the one that the folder's server had the last
	 * time: database tools and applications that share the server find it again after a
	 * restart.
	 */
	static int choose(Path dataDirectory, int wanted) throws IOException {
		if (wanted == 0) {
			Optional<Integer> last = last(dataDirectory).filter(ServerPort::isFree);
			return last.isPresent() ? last.get() : any();
		}
		if (isFree(wanted)) {
			return wanted;
		}
		throw new EmbeddedPostgresException("Port " + wanted + ", meant for the embedded PostgreSQL, is taken.",
				"Set synced-store.embedded-postgres.port to a free one, or to 0 for any.", null);
	}

	private static Optional<Integer> last(Path dataDirectory) throws IOException {
		Path options = dataDirectory.resolve(OPTIONS_FILE);
		if (!Files.exists(options)) {
			return Optional.empty();
		}
		Matcher matcher = PORT_OPTION.matcher(Files.readString(options));
		return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int any() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
