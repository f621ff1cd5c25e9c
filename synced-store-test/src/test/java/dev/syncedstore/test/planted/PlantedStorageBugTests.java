package dev.syncedstore.test.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.storage.Journal;
import dev.syncedstore.client.storage.MemoryStorage;
import dev.syncedstore.client.storage.StoreKey;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.test.board.BoardMutators;
import dev.syncedstore.test.board.BoardMutators.Add;
import dev.syncedstore.test.simulation.Storms;
import dev.syncedstore.test.transport.TrafficListener;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestWorld;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static dev.syncedstore.test.board.BoardMutators.CARDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bugs in what a client keeps and finds again, each of which must turn something red.
 */
@Tag("planted-bugs")
@Tag("one-jdk")
class PlantedStorageBugTests {

	private static final String STORAGE = "dev.syncedstore.client.storage.";

	private static final String LOCAL = "dev.syncedstore.client.local.";

	private static final int SEEDS = Integer.getInteger("planted.seeds", 30);

	@TempDir
	private Path folder;

	private int folders;

	@Test
	void withoutBugsAllIsGreen() {
		assertThatCode(() -> {
			storm();
			damageAByte();
			comeBackWithoutAReset();
			appendWhileAllIsWrittenAnew();
			goOnFromAnOldCopy();
		}).doesNotThrowAnyException();
	}

	@Test
	void aDamagedRecordIsAccepted() {
		assertRed(this::damageAByte, STORAGE + "Frame", "isIntact", Bugs.AcceptsDamagedRecords.class);
	}

	@Test
	void aMutationIsTakenBeforeItIsWritten() {
		assertRed(this::storm, LOCAL + "Keeper", "keepMutation", Bugs.WritesNothing.class);
	}

	@Test
	void aBaseIsWrittenWithoutItsCheckpoint() {
		assertRed(this::comeBackWithoutAReset, LOCAL + "StateRecords", "putPoint", Bugs.WritesNoCheckpoint.class);
	}

	@Test
	void aBaseIsWrittenWithoutTheIdsOfTheMutationsThatItHas() {
		assertRed(this::storm, LOCAL + "StateRecords", "putSettled", Bugs.WritesNoProcessedId.class);
	}

	@Test
	void whatIsAppendedWhileAllIsWrittenAnewIsLost() {
		assertRed(this::appendWhileAllIsWrittenAnew, STORAGE + "FileJournal", "copyAppended", Bugs.WritesNothing.class);
	}

	@Test
	void aCopyTakesWhatTheOriginalHasDoneForItsOwn() {
		assertRed(this::goOnFromAnOldCopy, LOCAL + "Provenance", "believableId", Bugs.BelievesEveryCopy.class);
	}

	private static void assertRed(ThrowingCallable check, String type, String method, Class<?> advice) {
		try (PlantedBug bug = PlantedBug.in(type, method, advice)) {
			assertThat(bug).isNotNull();
			assertThatExceptionOfType(AssertionError.class).as(advice.getSimpleName()).isThrownBy(check);
		}
	}

	private void storm() {
		for (long seed = 1; seed <= SEEDS; seed++) {
			Storms.run(seed);
		}
	}

	/** In the middle of a value. */
	private void damageAByte() throws IOException {
		Path files = newFolder();
		try (TestWorld world = world(files, TrafficListener.NONE)) {
			TestClient alice = world.client("alice");
			alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
			alice.mutate(BoardMutators::add, new Add("2", "Buy bread"));
			world.settle();
			alice.store().close();
			alice.network().cut();
			alice.crash();
			replace(journal(files), "milk", "mick");
			alice.start();
			String shown = alice.query((ctx) -> ctx.table(CARDS).scan().toString());
			assertThat(shown).doesNotContain("mick");
			alice.network().mend();
			world.settle();
			assertThat(alice).table(CARDS).containsOnlyKeys("1", "2");
			assertThat(world).hasConverged();
		}
	}

	private void comeBackWithoutAReset() {
		List<String> heard = new ArrayList<>();
		try (TestWorld world = world(newFolder(), new TrafficListener() {

			@Override
			public void received(String userId, String text) {
				heard.add(text);
			}

		})) {
			TestClient alice = world.client("alice");
			alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
			world.settle();
			alice.store().close();
			alice.crash();
			heard.clear();
			alice.start();
			world.settle();
			assertThat(alice).table(CARDS).containsOnlyKeys("1");
		}
		assertThat(heard).isNotEmpty().noneMatch((text) -> text.contains("\"reset\":true"));
	}

	/** Its next mutation has the number that the original's had. */
	private void goOnFromAnOldCopy() {
		AtomicReference<MemoryStorage> disk = new AtomicReference<>(new MemoryStorage());
		try (TestWorld world = TestWorld.builder()
			.mutators(BoardMutators.class)
			.stores((client, store) -> store.storage(disk.get()))
			.start()) {
			TestClient alice = world.client("alice");
			alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
			world.settle();
			MemoryStorage backup = disk.get().copy();
			alice.mutate(BoardMutators::add, new Add("2", "Buy bread"));
			world.settle();
			alice.crash();
			disk.set(backup);
			alice.network().cut();
			alice.start();
			alice.mutate(BoardMutators::add, new Add("3", "Buy tea"));
			alice.network().mend();
			world.settle();
			assertThat(alice).table(CARDS).containsOnlyKeys("1", "2", "3");
			assertThat(world).hasConverged();
		}
	}

	private void appendWhileAllIsWrittenAnew() {
		ClientStorage storage = ClientStorage.inFolder(newFolder());
		StoreKey key = new StoreKey("server", "id:alice", new SpaceId("board", "main"));
		List<String> found = new ArrayList<>();
		try (Journal journal = storage.open(key)) {
			journal.read(reader(found));
			journal.append(bytes("1"));
			try (Journal.Rewriting rewriting = journal.rewrite()) {
				journal.append(bytes("2"));
				rewriting.add(bytes("anew"));
				rewriting.finish();
			}
		}
		try (Journal journal = storage.open(key)) {
			journal.read(reader(found));
		}
		assertThat(found).containsExactly("anew", "2");
	}

	private static Journal.Reader reader(List<String> found) {
		return new Journal.Reader() {

			@Override
			public void record(byte[] record) {
				found.add(new String(record, StandardCharsets.UTF_8));
			}

			@Override
			public void gap() {
				found.add("gap");
			}

		};
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private Path newFolder() {
		return this.folder.resolve("folder-" + this.folders++);
	}

	private static TestWorld world(Path files, TrafficListener traffic) {
		return TestWorld.builder()
			.mutators(BoardMutators.class)
			.traffic(traffic)
			.stores((client, store) -> store.storage(ClientStorage.inFolder(files)))
			.start();
	}

	private static Path journal(Path files) throws IOException {
		try (Stream<Path> all = Files.walk(files)) {
			return all.filter((file) -> file.endsWith("journal")).findFirst().orElseThrow();
		}
	}

	private static void replace(Path file, String before, String after) {
		try {
			String content = Files.readString(file, StandardCharsets.ISO_8859_1);
			assertThat(content).contains(before);
			Files.writeString(file, content.replace(before, after), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
