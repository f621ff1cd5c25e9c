package dev.syncedstore.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.syncedstore.client.storage.ClientStorage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are broken, or end too early.
 */
class DamagedStorageTests extends StoreInFiles {

	@Test
	void everyDamageCostsAtMostOneMutationAndNeverShowsWhatIsNotTrue() throws IOException {
		ScriptedClient first = connected("milk");
		first.add("eggs");
		first.add("jam");
		first.add("tea");
		first.store.close();
		Path journal = journal(this.folder);
		byte[] whole = Files.readAllBytes(journal);
		for (int offset = 0; offset < whole.length; offset++) {
			byte[] damaged = whole.clone();
			damaged[offset] ^= 0x20;
			Files.write(journal, damaged);
			checkDamaged(offset);
			for (Path set : damagedFiles(journal)) {
				Files.delete(set);
			}
		}
	}

	private void checkDamaged(int offset) throws IOException {
		ScriptedClient client = open(ClientStorage.inFolder(this.folder), (builder) -> {
		});
		assertThat(damagedFiles(journal(this.folder))).as("Damage at %s", offset).hasSize(1);
		List<String> names = client.store.pending().stream().map((mutation) -> mutation.call().name()).toList();
		assertThat(names.stream().filter("addTodo"::equals).count()).as("Damage at %s", offset)
			.isGreaterThanOrEqualTo(2);
		assertThat(client.server.isPushing()).as("Damage at %s", offset).isFalse();
		assertThat(client.pulled().version()).as("Damage at %s", offset).isNull();
		client.answerPull(client.reset(2, 1, "eggs", "milk"));
		assertThat(client.todos()).as("Damage at %s", offset).contains("eggs", "milk");
		assertThat(client.pending()).as("Damage at %s", offset).doesNotContain(1L);
		assertThat(client.server.isPushing()).as("Damage at %s", offset).isEqualTo(!client.pending().isEmpty());
		client.store.close();
	}

	@Test
	void aStorageThatWasCutShortIsThatOfAnEarlierTime() throws IOException {
		ScriptedClient first = connected("milk");
		first.add("eggs");
		first.add("jam");
		first.store.close();
		Path journal = journal(this.folder);
		byte[] whole = Files.readAllBytes(journal);
		for (int length = 0; length < whole.length; length++) {
			Files.write(journal, Arrays.copyOf(whole, length));
			ScriptedClient client = open(ClientStorage.inFolder(this.folder), (builder) -> {
			});
			assertThat(damagedFiles(journal)).as("Cut at %s", length).isEmpty();
			assertThat(client.pending()).as("Cut at %s", length).isIn(List.of(), List.of(1L), List.of(1L, 2L));
			client.store.close();
		}
	}

	private static Path journal(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.endsWith("journal")).findFirst().orElseThrow();
		}
	}

	private static List<Path> damagedFiles(Path journal) throws IOException {
		try (Stream<Path> files = Files.list(journal.resolveSibling(""))) {
			return files.filter((file) -> file.getFileName().toString().startsWith("journal.damaged")).toList();
		}
	}

}
