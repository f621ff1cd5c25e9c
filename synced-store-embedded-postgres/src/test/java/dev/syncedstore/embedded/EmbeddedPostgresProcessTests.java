package dev.syncedstore.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.syncedstore.embedded.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The embedded server through the lives and deaths of the processes that use it. They run
 * as the user who runs the tests: as root too.
 */
@Tag("one-jdk")
class EmbeddedPostgresProcessTests {

	@TempDir
	private Path folder;

	@AfterEach
	void nothingRunsOn() throws IOException {
		// A killed application leaves its server: the folder can't go before that.
		Postmaster leftOver = Postmaster.find(dataDirectory()).orElse(null);
		if (leftOver != null) {
			leftOver.stop();
		}
	}

	@Test
	void itStopsWithTheApplicationAndAfterWhatUsesIt() throws Exception {
		try (NotesProcess application = NotesProcess.start(this.folder)) {
			application.await("NOTES");
			assertThat(Postmaster.find(dataDirectory())).isPresent();
			assertThat(application.terminate()).contains("AT_SHUTDOWN 1").doesNotContain("ERROR");
		}
		assertThat(dataDirectory().resolve("postmaster.pid")).doesNotExist();
	}

	@Test
	void itRecoversAfterItsApplicationWasKilled() throws Exception {
		long killedServer;
		try (NotesProcess first = NotesProcess.start(this.folder)) {
			assertThat(first.await("NOTES")).isEqualTo("1");
			first.kill();
			killedServer = Postmaster.find(dataDirectory()).orElseThrow().pid();
		}
		try (NotesProcess second = NotesProcess.start(this.folder)) {
			assertThat(second.await("NOTES")).isEqualTo("2");
			assertThat(Postmaster.find(dataDirectory()).orElseThrow().pid()).isNotEqualTo(killedServer);
		}
		assertThat(ProcessHandle.of(killedServer).filter(ProcessHandle::isAlive)).isEmpty();
	}

	@Test
	void itRecoversAfterItWasKilledItself() throws Exception {
		try (NotesProcess first = NotesProcess.start(this.folder)) {
			assertThat(first.await("NOTES")).isEqualTo("1");
			long server = Postmaster.find(dataDirectory()).orElseThrow().pid();
			first.kill();
			ProcessHandle.of(server).orElseThrow().destroyForcibly();
			await().until(() -> ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());
		}
		try (NotesProcess second = NotesProcess.start(this.folder)) {
			assertThat(second.await("NOTES")).isEqualTo("2");
		}
	}

	@Test
	void twoApplicationsStartedAtOnceShareOneServer() throws Exception {
		try (NotesProcess one = NotesProcess.start(this.folder); NotesProcess other = NotesProcess.start(this.folder)) {
			assertThat(one.await("URL")).isEqualTo(other.await("URL"));
			one.await("NOTES");
			other.await("NOTES");
			assertThat(one.countAgain()).isEqualTo("2");
			assertThat(other.countAgain()).isEqualTo("2");
			// Whoever owns the server: the other would wait for it in vain.
			one.kill();
			other.kill();
		}
	}

	@Test
	void anApplicationThatJoinedLeavesTheServerToItsOwner() throws Exception {
		try (NotesProcess owner = NotesProcess.start(this.folder)) {
			owner.await("NOTES");
			try (NotesProcess guest = NotesProcess.start(this.folder)) {
				assertThat(guest.await("NOTES")).isEqualTo("2");
				guest.terminate();
			}
			assertThat(owner.countAgain()).isEqualTo("2");
		}
	}

	@Test
	void aConfiguredDatabaseIsUsedAndNothingEmbeddedStarts() throws Exception {
		try (NotesProcess application = NotesProcess.start(this.folder, arguments(TestDatabase.create()))) {
			assertThat(application.await("NOTES")).isEqualTo("1");
		}
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void inAPackagedJarItIsOffUnlessAskedFor() throws Exception {
		Path jar = PackagedApplication.create(Files.createDirectory(this.folder.resolve("build")));
		Path run = Files.createDirectory(this.folder.resolve("run"));
		try (NotesProcess application = startJar(run, jar)) {
			assertThat(application.awaitEnd()).contains("APPLICATION FAILED TO START")
				.contains("Failed to configure a DataSource");
		}
		assertThat(run).isEmptyDirectory();
		try (NotesProcess application = startJar(run, jar, arguments(TestDatabase.create()))) {
			assertThat(application.await("NOTES")).isEqualTo("1");
		}
		assertThat(run).isEmptyDirectory();
		try (NotesProcess application = startJar(run, jar, "--synced-store.embedded-postgres.enabled=true")) {
			assertThat(application.await("NOTES")).isEqualTo("1");
		}
		assertThat(run.resolve(".data/postgresql")).isDirectory();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aRootWithoutUserNamespacesIsToldWhatToDo() throws Exception {
		assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isEqualTo(0);
		Path programs = Files.createDirectory(this.folder.resolve("programs"));
		Path forbidding = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
		assertThat(forbidding.toFile().setExecutable(true)).isTrue();
		ProcessBuilder command = NotesProcess.command(this.folder, NotesProcess.CLASS_PATH);
		command.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
		try (NotesProcess application = new NotesProcess(command)) {
			assertThat(application.awaitEnd()).contains("APPLICATION FAILED TO START")
				.contains("PostgreSQL refuses to run as root")
				.contains("Run the application as another user")
				.contains("spring.datasource.url");
		}
	}

	private static NotesProcess startJar(Path workingDirectory, Path jar, String... args) throws IOException {
		return new NotesProcess(NotesProcess.command(workingDirectory, List.of("-jar", jar.toString()), args));
	}

	private Path dataDirectory() {
		return this.folder.resolve(".data").resolve("postgresql");
	}

	private static String[] arguments(TestDatabase database) {
		return Arrays.stream(database.properties()).map((property) -> "--" + property).toArray(String[]::new);
	}

}
