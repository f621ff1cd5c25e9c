package dev.syncedstore.server.push;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LargeSpaceMemoryTests {

	private static final int ENTRIES = 1_000_000;

	@Test
	void aMillionEntriesNeedNoMoreMemoryThanAThousand() throws IOException, InterruptedException {
		SpaceId space = EngineFixture.newSpace();
		try (PostgresLog postgres = PostgresLog.create()) {
			fill(postgres, space);
			Process process = new ProcessBuilder(
					System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-Xmx256m",
					"-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
					LargeSpaceProcess.class.getName(), postgres.database().jdbcUrl(), postgres.database().username(),
					postgres.database().password(), space.instanceId())
				.redirectErrorStream(true)
				.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			// A note was changed and another removed 50 times, and there are two counts
			// now.
			assertThat(output).contains("counted 50 found 1110 pulled " + (ENTRIES - 50 + 2));
		}
	}

	private static void fill(PostgresLog postgres, SpaceId space) {
		postgres.sql()
			.sql("INSERT INTO synced_store.space (store_type, instance_id, epoch, version, checkpoint) "
					+ "SELECT 'notes', ?, epoch, ?, 'filled' FROM synced_store.epoch")
			.param(space.instanceId())
			.param(ENTRIES)
			.update();
		postgres.sql()
			.sql("INSERT INTO synced_store.entry (space_id, visibility, owner, key, value, version) "
					+ "SELECT s.id, 0, '', 'notes/note-' || n, '{\"text\":\"This is note number ' || n || '\"}', n "
					+ "FROM generate_series(1, ?) AS n, synced_store.space s WHERE s.instance_id = ?")
			.param(ENTRIES)
			.param(space.instanceId())
			.update();
	}

}
