package dev.syncedstore.benchmarks.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own. Thread-safe.
 */
public final class ServerProcess implements Closeable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final long POLL_MILLIS = 50;

	private static final long STOP_SECONDS = 20;

	private final Process process;

	private final int port;

	private ServerProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * The application with the synced store, on a database.
	 * @param jdbcUrl of the database, with user and password
	 * @return a builder
	 */
	public static Builder application(String jdbcUrl) {
		return of(BenchmarkApplication.class).property("spring.datasource.url", jdbcUrl);
	}

	/**
	 * A server of any kind.
	 * @param main its main class, which takes the system property {@code server.port} and
	 * calls {@link ParentProcess#endWithIt()}
	 * @return a builder
	 */
	public static Builder of(Class<?> main) {
		return new Builder(main);
	}

	/**
	 * Where it listens, on the loopback address.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * What it takes of the machine.
	 * @return its resources
	 */
	public ProcessResources resources() {
		return new ProcessResources(this.process.toHandle());
	}

	/**
	 * End it without letting it finish anything.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd();
	}

	/**
	 * Let it end in order.
	 */
	@Override
	public void close() {
		this.process.destroy();
		if (!awaitEnd()) {
			kill();
		}
	}

	private boolean awaitEnd() {
		try {
			return this.process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void awaitListening() throws IOException, InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!isListening()) {
			if (this.process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
				throw new IOException("The server ended with " + this.process.exitValue());
			}
			if (System.nanoTime() > end) {
				kill();
				throw new IOException("The server doesn't listen after " + PATIENCE.toSeconds() + " seconds");
			}
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Collects how to start a server.
	 */
	public static final class Builder {

		private final Class<?> main;

		private final List<String> jvmArguments = new ArrayList<>(List.of("-Xmx1g"));

		private final Map<String, String> properties = new LinkedHashMap<>();

		private int port;

		private Builder(Class<?> main) {
			this.main = main;
		}

		/**
		 * Set a system property, which is a property of Spring's, too.
		 * @param name its name
		 * @param value its value
		 * @return this
		 */
		public Builder property(String name, Object value) {
			this.properties.put(name, String.valueOf(value));
			return this;
		}

		/**
		 * Add arguments of the virtual machine; the last one of a kind counts.
		 * @param arguments such as {@code -Xmx256m}
		 * @return this
		 */
		public Builder jvmArguments(String... arguments) {
			this.jvmArguments.addAll(List.of(arguments));
			return this;
		}

		/**
		 * Listen where another has listened before.
		 * @param port the port, or 0 for a free one
		 * @return this
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Start it, and wait until it listens.
		 * @return the server
		 * @throws IOException if it doesn't start
		 * @throws InterruptedException if the thread is interrupted
		 */
		public ServerProcess start() throws IOException, InterruptedException {
			int chosen = (this.port != 0) ? this.port : freePort();
			List<String> command = new ArrayList<>();
			command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
			command.addAll(this.jvmArguments);
			this.properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
			command.add("-Dserver.port=" + chosen);
			command.addAll(List.of("-classpath", System.getProperty("java.class.path"), this.main.getName()));
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)
				.redirectOutput(ProcessBuilder.Redirect.INHERIT)
				.start();
			ServerProcess server = new ServerProcess(process, chosen);
			server.awaitListening();
			return server;
		}

		private static int freePort() throws IOException {
			try (ServerSocket socket = new ServerSocket(0)) {
				return socket.getLocalPort();
			}
		}

	}

}
