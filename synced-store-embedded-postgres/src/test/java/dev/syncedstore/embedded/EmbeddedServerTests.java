package dev.syncedstore.embedded;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedServerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** One for all tests, because to initialise a data folder takes longest. */
	@TempDir
	private static Path folder;

	@Test
	void itKeepsItsDataAndItsAddressAcrossARestart() throws IOException {
		String url;
		try (EmbeddedServer server = start()) {
			url = server.jdbcUrl();
			connect(server).sql("CREATE TABLE note AS SELECT 'milk' AS text").update();
		}
		try (EmbeddedServer server = start()) {
			assertThat(server.jdbcUrl()).isEqualTo(url);
			assertThat(connect(server).sql("SELECT text FROM note").query(String.class).single()).isEqualTo("milk");
		}
	}

	@Test
	void itTakesAnotherPortWhenItsLastOneIsTaken() throws IOException {
		int port;
		try (EmbeddedServer server = start()) {
			port = port(server);
		}
		try (ServerSocket taken = new ServerSocket(port); EmbeddedServer server = start()) {
			assertThat(port(server)).isNotEqualTo(taken.getLocalPort());
			assertThat(connect(server).sql("SELECT 1").query(Integer.class).single()).isOne();
		}
	}

	@Test
	void whatItConfirmedIsOnTheDisk() throws IOException {
		try (EmbeddedServer server = start()) {
			assertThat(setting(server, "fsync")).isEqualTo("on");
			assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
			assertThat(setting(server, "full_page_writes")).isEqualTo("on");
		}
	}

	@Test
	void textSortsByCodePointWhateverTheMachinesLocale() throws IOException {
		try (EmbeddedServer server = start()) {
			assertThat(connect(server)
				.sql("SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = 'postgres'")
				.query(String.class)
				.single()).isEqualTo("b C.UTF-8");
		}
	}

	@Test
	void aSecondContextOfTheProcessJoinsAndLeavesItRunning() throws IOException {
		try (EmbeddedServer owner = start()) {
			try (EmbeddedServer guest = start()) {
				assertThat(guest.jdbcUrl()).isEqualTo(owner.jdbcUrl());
			}
			assertThat(connect(owner).sql("SELECT 1").query(Integer.class).single()).isOne();
			assertThat(DataDirectoryLock.tryAcquire(dataDirectory())).isEmpty();
		}
		try (DataDirectoryLock lock = DataDirectoryLock.tryAcquire(dataDirectory()).orElseThrow()) {
			assertThat(lock).isNotNull();
		}
	}

	@Test
	void aProcessNumberThatWentToAnotherProgramDoesNotMatter() throws IOException {
		start().close();
		long ownNumber = ProcessHandle.current().pid();
		Files.writeString(dataDirectory().resolve("postmaster.pid"), String.join("\n", String.valueOf(ownNumber),
				dataDirectory().toString(), "0", "5432", "/tmp", "localhost", "", "ready   ", ""));
		try (EmbeddedServer server = start()) {
			assertThat(connect(server).sql("SELECT 1").query(Integer.class).single()).isOne();
		}
	}

	@Test
	void aTakenPortIsNamed() throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			assertThatExceptionOfType(EmbeddedPostgresException.class)
				.isThrownBy(() -> EmbeddedServer.start(dataDirectory(), taken.getLocalPort(), PATIENCE))
				.withMessageContaining("Port " + taken.getLocalPort())
				.satisfies((ex) -> assertThat(ex.remedy()).contains("synced-store.embedded-postgres.port"));
		}
		start().close();
	}

	@Test
	void dataOfAnotherMajorVersionAreExplained() throws IOException {
		Path old = Files.createDirectory(folder.resolve("old"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Files.writeString(old.resolve("PG_VERSION"), "12\n");
		Files.createFile(old.resolve("postgresql.conf"));
		assertThatExceptionOfType(EmbeddedPostgresException.class)
			.isThrownBy(() -> EmbeddedServer.start(old, 0, Duration.ofSeconds(1)))
			.withMessageContaining("not compatible with this version")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("move the folder " + old + " away"));
	}

	@Test
	void aFolderThatCantBeMadeIsNamed() throws IOException {
		Path file = Files.createFile(folder.resolve("file"));
		assertThatExceptionOfType(EmbeddedPostgresException.class)
			.isThrownBy(() -> EmbeddedServer.start(file.resolve("postgresql"), 0, PATIENCE))
			.withMessageContaining(file.resolve("postgresql").toString())
			.satisfies((ex) -> assertThat(ex.remedy()).contains("synced-store.embedded-postgres.data-directory"));
	}

	@Test
	void anOwnerWithoutAServerIsNotWaitedForForever() throws IOException {
		try (DataDirectoryLock lock = DataDirectoryLock.tryAcquire(dataDirectory()).orElseThrow()) {
			assertThat(lock).isNotNull();
			assertThatExceptionOfType(EmbeddedPostgresException.class)
				.isThrownBy(() -> EmbeddedServer.start(dataDirectory(), 0, Duration.ofSeconds(1)))
				.withMessageContaining("within 1 seconds")
				.satisfies((ex) -> assertThat(ex.remedy()).contains("Stop that process"));
		}
	}

	private static EmbeddedServer start() {
		return EmbeddedServer.start(dataDirectory(), 0, PATIENCE);
	}

	private static Path dataDirectory() {
		return folder.resolve("postgresql");
	}

	private static int port(EmbeddedServer server) {
		return Integer.parseInt(server.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
	}

	private static String setting(EmbeddedServer server, String name) {
		return connect(server).sql("SHOW " + name).query(String.class).single();
	}

	private static JdbcClient connect(EmbeddedServer server) {
		return JdbcClient.create(new DriverManagerDataSource(server.jdbcUrl(), EmbeddedServer.USER, ""));
	}

}
