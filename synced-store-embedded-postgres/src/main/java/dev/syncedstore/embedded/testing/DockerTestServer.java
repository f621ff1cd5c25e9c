package dev.syncedstore.embedded.testing;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The kind in a container, with the same version and locale as the embedded one. Touched
 * only when Testcontainers is on the class path.
 */
final class DockerTestServer implements TestServer {

	private static final String IMAGE = "postgres:18";

	private final PostgreSQLContainer container;

	private DockerTestServer(PostgreSQLContainer container) {
		this.container = container;
	}

	/**
	 * Whether a Docker engine answers. Testcontainers remembers the answer.
	 */
	static boolean isAvailable() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

	@SuppressWarnings("resource") // stop() closes it
	static TestServer start(TestPostgres.Durability durability) {
		String flush = (durability == TestPostgres.Durability.DURABLE) ? "on" : "off";
		PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withEnv("POSTGRES_INITDB_ARGS",
				"--locale-provider=builtin --locale=C.UTF-8");
		container.setCommand("postgres", "-c", "max_connections=" + MAX_CONNECTIONS, "-c", "timezone=UTC", "-c",
				"fsync=" + flush, "-c", "synchronous_commit=" + flush, "-c", "full_page_writes=" + flush);
		container.start();
		return new DockerTestServer(container);
	}

	@Override
	public TestDatabase database(String name) {
		String url = "jdbc:postgresql://" + this.container.getHost() + ":"
				+ this.container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + name;
		return new TestDatabase(url, this.container.getUsername(), this.container.getPassword());
	}

	@Override
	public String kind() {
		return "Testcontainers, " + IMAGE;
	}

	@Override
	public void stop() {
		this.container.stop();
	}

}
