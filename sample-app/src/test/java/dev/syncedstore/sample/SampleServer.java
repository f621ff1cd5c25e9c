package dev.syncedstore.sample;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.syncedstore.embedded.testing.TestDatabase;

import static org.awaitility.Awaitility.await;

/**
 * The sample's server in a process of its own, on a database of its own, killed and
 * started again at the same address. Where it is enough that a server is away for a
 * client, a {@link Relay} takes no time.
 */
public final class SampleServer implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private final TestDatabase database = TestDatabase.create();

	private final Path log;

	private final int port;

	private Process process;

	/**
	 * Start it, and wait until it serves.
	 * @param folder where it may write its log
	 */
	public SampleServer(Path folder) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		this.log = folder.resolve("server.log");
		this.process = launch();
	}

	/** Where clients find it. */
	public URI address() {
		return URI.create("http://localhost:" + this.port);
	}

	/**
	 * Start it again after its end.
	 * @param newer folders with files that take the place of those on the class path
	 */
	public void start(Path... newer) throws IOException {
		this.process = launch(newer);
	}

	/** End it, however suddenly. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	private Process launch(Path... newer) throws IOException {
		String classPath = Stream
			.concat(Arrays.stream(newer).map(Path::toString), Stream.of(System.getProperty("java.class.path")))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath, SampleApplication.class.getName(),
						"--server.port=" + this.port, "--spring.main.banner-mode=off"));
		Arrays.stream(this.database.properties()).map("--"::concat).forEach(command::add);
		Process launched = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
		await().atMost(PATIENCE).until(() -> {
			String written = Files.readString(this.log);
			if (!launched.isAlive()) {
				throw new IllegalStateException("The server has not started:\n" + written);
			}
			return written.contains("Started SampleApplication");
		});
		return launched;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
