package dev.syncedstore.client.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.syncedstore.core.SpaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Journals in real files, whole and damaged.
 */
class FolderStorageTests {

	private static final String GAP = "gap";

	private static final StoreKey KEY = new StoreKey("http://example.org", "name:alice", new SpaceId("todo", "main"));

	@TempDir
	private Path folder;

	@Test
	void whatWasAppendedIsReadAgain() {
		write("one", "two", "");
		assertThat(read()).containsExactly("one", "two", "");
		write("three");
		assertThat(read()).containsExactly("one", "two", "", "three");
	}

	@Test
	void recordsLargerThanAnyBufferAreReadAgain() {
		String large = "x".repeat(1_000_000);
		write("one", large, "two");
		assertThat(read()).containsExactly("one", large, "two");
	}

	@Test
	void aDamagedByteCostsOneRecordAndIsFoundOutWhereverItIs() throws IOException {
		List<String> written = write("one", "two", "three", "four").stream().toList();
		byte[] whole = Files.readAllBytes(file());
		for (int offset = 0; offset < whole.length; offset++) {
			byte[] damaged = whole.clone();
			damaged[offset] ^= 0x55;
			Files.write(file(), damaged);
			List<String> read = read();
			assertThat(read).as("Damage at %s", offset).contains(GAP);
			read.removeIf(GAP::equals);
			assertThat(written).as("Damage at %s", offset).containsSubsequence(read);
			assertThat(read).as("Damage at %s", offset).hasSize(3);
		}
	}

	@Test
	void aFileThatWasCutShortHasAllWholeRecords() throws IOException {
		List<String> written = write("one", "two", "three", "four");
		byte[] whole = Files.readAllBytes(file());
		for (int length = 0; length < whole.length; length++) {
			Files.write(file(), Arrays.copyOf(whole, length));
			List<String> read = read();
			assertThat(read).as("Cut at %s", length).isEqualTo(written.subList(0, read.size()));
			write("more");
			assertThat(read()).as("Cut at %s", length).hasSize(read.size() + 1).endsWith("more");
		}
	}

	@Test
	void whatIsWrittenAnewIsFollowedByWhatWasAppendedMeanwhile() {
		try (Journal journal = open()) {
			journal.append(bytes("old"));
			try (Journal.Rewriting rewriting = journal.rewrite()) {
				journal.append(bytes("meanwhile"));
				rewriting.add(bytes("all"));
				rewriting.finish();
			}
			journal.append(bytes("later"));
			journal.force();
		}
		assertThat(read()).containsExactly("all", "meanwhile", "later");
	}

	@Test
	void aRewritingThatIsNotFinishedChangesNothing() {
		try (Journal journal = open()) {
			journal.append(bytes("old"));
			try (Journal.Rewriting rewriting = journal.rewrite()) {
				rewriting.add(bytes("all"));
			}
			journal.append(bytes("later"));
		}
		assertThat(read()).containsExactly("old", "later");
	}

	@Test
	void aDamagedFileIsSetAsideWhenEverythingIsWrittenAnew() throws IOException {
		write("one", "two");
		byte[] damaged = Files.readAllBytes(file());
		damaged[Frame.HEAD_BYTES] ^= 1;
		Files.write(file(), damaged);
		for (int round = 0; round < 2; round++) {
			try (Journal journal = open()) {
				journal.read(new Collector(new ArrayList<>()));
				try (Journal.Rewriting rewriting = journal.rewrite()) {
					rewriting.add(bytes("two"));
					rewriting.finish();
				}
			}
		}
		assertThat(read()).containsExactly("two");
		assertThat(file().resolveSibling("journal.damaged")).hasBinaryContent(damaged);
		assertThat(file().resolveSibling("journal.damaged-2")).doesNotExist();
	}

	@Test
	void aLongJournalSaysSo() {
		try (Journal journal = open()) {
			byte[] record = new byte[100_000];
			IntStream.range(0, 10).forEach((i) -> journal.append(record));
			assertThat(journal.isLong()).isFalse();
			journal.append(record);
			assertThat(journal.isLong()).isTrue();
			try (Journal.Rewriting rewriting = journal.rewrite()) {
				rewriting.finish();
			}
			assertThat(journal.isLong()).isFalse();
		}
	}

	@Test
	void aStoreIsOpenOnceAtATime() {
		Journal journal = open();
		assertThatExceptionOfType(StorageLockedException.class).isThrownBy(this::open)
			.withMessageContaining("is open already");
		storage().open(new StoreKey(KEY.server(), KEY.account(), new SpaceId("todo", "other"))).close();
		journal.close();
		open().close();
	}

	/** POSIX gives all locks on a file back when any of its channels is closed. */
	@Test
	void aVainAttemptInTheSameProcessLetsNoOtherProcessIn() throws Exception {
		Journal journal = open();
		assertThatExceptionOfType(StorageLockedException.class).isThrownBy(this::open);
		assertThat(opensInAnotherProcess()).isFalse();
		journal.close();
		assertThat(opensInAnotherProcess()).isTrue();
	}

	@Test
	void anInterruptedThreadWritesAllTheSame() {
		try (Journal journal = open()) {
			Thread.currentThread().interrupt();
			journal.append(bytes("one"));
			assertThat(Thread.interrupted()).isTrue();
			journal.append(bytes("two"));
		}
		assertThat(read()).containsExactly("one", "two");
	}

	@Test
	void nothingIsWrittenAfterTheEnd() {
		Journal journal = open();
		journal.close();
		journal.close();
		assertThatExceptionOfType(StorageException.class).isThrownBy(() -> journal.append(bytes("late")))
			.withMessageContaining("closed");
	}

	@Test
	void anAccountIsErasedAsAWholeOrNotAtAll() throws IOException {
		write("one");
		StoreKey bobs = new StoreKey(KEY.server(), "name:bob", KEY.space());
		try (Journal journal = storage().open(bobs)) {
			journal.append(bytes("bob's"));
		}
		Journal alices = open();
		assertThatExceptionOfType(StorageLockedException.class)
			.isThrownBy(() -> storage().erase(KEY.server(), KEY.account()));
		alices.close();
		assertThat(read()).containsExactly("one");
		storage().erase(KEY.server(), KEY.account());
		assertThat(read()).isEmpty();
		List<String> left = new ArrayList<>();
		try (Journal journal = storage().open(bobs)) {
			journal.read(new Collector(left));
		}
		assertThat(left).containsExactly("bob's");
		storage().erase(KEY.server(), "name:nobody");
	}

	@Test
	void theLastUserOfAServerIsRemembered() {
		assertThat(storage().lastUserId(KEY.server())).isEmpty();
		storage().rememberUserId(KEY.server(), Optional.of("Ünï"));
		assertThat(storage().lastUserId(KEY.server())).contains("Ünï");
		assertThat(storage().lastUserId("http://other")).isEmpty();
		storage().rememberUserId(KEY.server(), Optional.empty());
		assertThat(storage().lastUserId(KEY.server())).isEmpty();
	}

	@Test
	void differentTextsHaveDifferentNamesEvenWhereCapitalsDontCount() {
		List<String> texts = List.of("main", "Main", "..", "a/b", "a~b", "ü", "x".repeat(200), "x".repeat(201),
				"x".repeat(199) + "Y");
		assertThat(texts.stream().map((text) -> FileNames.of(text).toLowerCase())).doesNotHaveDuplicates()
			.allMatch((name) -> name.matches("[sl]-[a-z0-9%~_-]+") && name.length() <= 102);
	}

	private boolean opensInAnotherProcess() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Opener.class.getName(),
				this.folder.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		int status = process.waitFor();
		assertThat(status).isIn(Opener.OPENED, Opener.LOCKED);
		return status == Opener.OPENED;
	}

	private List<String> write(String... records) {
		List<String> written = new ArrayList<>();
		try (Journal journal = open()) {
			journal.read(new Collector(new ArrayList<>()));
			for (String record : records) {
				journal.append(bytes(record));
				written.add(record);
			}
		}
		return written;
	}

	private List<String> read() {
		List<String> read = new ArrayList<>();
		try (Journal journal = open()) {
			journal.read(new Collector(read));
		}
		return read;
	}

	private ClientStorage storage() {
		return ClientStorage.inFolder(this.folder);
	}

	private Journal open() {
		return storage().open(KEY);
	}

	private Path file() throws IOException {
		try (var files = Files.walk(this.folder)) {
			return files.filter((file) -> file.endsWith("journal")).findFirst().orElseThrow();
		}
	}

	private static byte[] bytes(String record) {
		return record.getBytes(StandardCharsets.UTF_8);
	}

	private record Collector(List<String> target) implements Journal.Reader {

		@Override
		public void record(byte[] record) {
			this.target.add(new String(record, StandardCharsets.UTF_8));
		}

		@Override
		public void gap() {
			this.target.add(GAP);
		}

	}

	/**
	 * Opens the store, in a process of its own.
	 */
	static final class Opener {

		static final int OPENED = 20;

		static final int LOCKED = 21;

		private Opener() {
		}

		/**
		 * Tell by the exit status.
		 * @param args the folder
		 */
		public static void main(String[] args) {
			try (Journal journal = ClientStorage.inFolder(Path.of(args[0])).open(KEY)) {
				System.exit(journal.isLasting() ? OPENED : 0);
			}
			catch (StorageLockedException ex) {
				System.exit(LOCKED);
			}
		}

	}

}
