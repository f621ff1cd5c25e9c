package dev.syncedstore.embedded.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The embedded kind.
 */
final class EmbeddedTestServer implements TestServer {

	private static final Duration START_PATIENCE = Duration.ofSeconds(60);

	private static final String USER = "postgres";

	private final EmbeddedPostgres postgres;

	private final Path log;

	private EmbeddedTestServer(EmbeddedPostgres postgres, Path log) {
		this.postgres = postgres;
		this.log = log;
	}

	static TestServer start(TestPostgres.Durability durability) {
		try {
			// In the folder that the next embedded server, anybody's, clears of what
			// killed tests left behind.
			Path parent = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg"));
			Path data = Files.createTempDirectory(parent, "test");
			Path log = parent.resolve(data.getFileName() + ".log");
			return new EmbeddedTestServer(launch(data, log, durability == TestPostgres.Durability.DURABLE), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The embedded PostgreSQL for tests didn't start", ex);
		}
	}

	private static EmbeddedPostgres launch(Path data, Path log, boolean durable) throws IOException {
		String flush = durable ? "on" : "off";
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(data)
				.setRegisterShutdownHook(false)
				.setPGStartupWait(START_PATIENCE)
				.setServerConfig("max_connections", String.valueOf(MAX_CONNECTIONS))
				.setServerConfig("fsync", flush)
				.setServerConfig("synchronous_commit", flush)
				.setServerConfig("full_page_writes", flush)
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("locale", "C.UTF-8")
				.setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
		}
		catch (IOException | RuntimeException ex) {
			String printed = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
			throw new IllegalStateException("The embedded PostgreSQL for tests didn't start. It printed: " + printed,
					ex);
		}
	}

	@Override
	public TestDatabase database(String name) {
		return new TestDatabase("jdbc:postgresql://localhost:" + this.postgres.getPort() + "/" + name, USER, "");
	}

	@Override
	public String kind() {
		return "embedded";
	}

	@Override
	public void stop() {
		try {
			this.postgres.close();
			Files.deleteIfExists(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The embedded PostgreSQL for tests didn't stop", ex);
		}
	}

}
