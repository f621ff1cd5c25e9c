package dev.syncedstore.sample.cli.data;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DataFolderTests {

	private static final Path HOME = Path.of("/home/alice");

	@Test
	void dataLiesWhereTheSystemExpectsIt() {
		assertThat(DataFolder.usual(Map.of(), "Linux", HOME)).isEqualTo(HOME.resolve(".local/share/synced-store-todo"));
		Path elsewhere = HOME.resolve("elsewhere").toAbsolutePath();
		assertThat(DataFolder.usual(Map.of("XDG_DATA_HOME", elsewhere.toString()), "Linux", HOME))
			.isEqualTo(elsewhere.resolve("synced-store-todo"));
		assertThat(DataFolder.usual(Map.of("XDG_DATA_HOME", "relative"), "Linux", HOME))
			.isEqualTo(HOME.resolve(".local/share/synced-store-todo"));
		assertThat(DataFolder.usual(Map.of(), "Mac OS X", HOME))
			.isEqualTo(HOME.resolve("Library/Application Support/synced-store-todo"));
		assertThat(DataFolder.usual(Map.of(), "Windows 11", HOME))
			.isEqualTo(HOME.resolve("AppData/Local/synced-store-todo"));
	}

	@Test
	void nobodyElseMayLookIntoIt(@TempDir Path root) throws IOException {
		FileStore store = Files.getFileStore(root);
		Assumptions.assumeTrue(store.supportsFileAttributeView(PosixFileAttributeView.class),
				"No such permissions here");
		Path made = DataFolder.make(root.resolve("todo/main"));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
	}

}
