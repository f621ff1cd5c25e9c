package dev.syncedstore.test.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.NonceWindow;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.log.VersionedPatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What every {@link VersionLog} does. Extend it for each implementation.
 */
public abstract class VersionLogContract {

	private final SpaceId space = new SpaceId("todo", UUID.randomUUID().toString());

	/**
	 * The log to test.
	 * @return a log, which may have other spaces already
	 */
	protected abstract VersionLog log();

	@Test
	void aSpaceThatDoesNotExistIsEmptyAndHasTheEpochItWillBeCreatedWith() {
		SpaceHead before = head();
		assertThat(before.exists()).isFalse();
		assertThat(before.version()).isZero();
		assertThat(before.checkpoint()).isNull();
		log().read(this.space, (snapshot) -> {
			assertThat(snapshot.allEntries(1000)).isSameAs(Entries.EMPTY);
			assertThat(snapshot.clients(List.of("c1"))).isEmpty();
			assertThat(snapshot.checkpointAt(7)).isNull();
			return null;
		});
		append(1, set("todos/a", "1"));
		assertThat(head().epoch()).isEqualTo(before.epoch());
	}

	@Test
	void aSpaceComesIntoBeingOnlyWhenAskedFor() {
		assertThat(log().<Boolean>write(this.space, false, (locked) -> locked.head().exists())).isFalse();
		assertThat(head().exists()).isFalse();
		assertThat(log().<Boolean>write(this.space, true, (locked) -> locked.head().exists())).isTrue();
		assertThat(head().exists()).isTrue();
		assertThat(head().version()).isZero();
	}

	@Test
	void aCommitMovesTheHeadAndKeepsItsCheckpoint() {
		append(2, set("todos/a", "1"), set("todos/b", "2"));
		SpaceHead head = append(3, set("todos/a", "3"));
		assertThat(head()).isEqualTo(head);
		assertThat(head.version()).isEqualTo(3);
		assertThat(head.checkpoint()).isEqualTo("checkpoint-3");
		log().read(this.space, (snapshot) -> {
			assertThat(snapshot.checkpointAt(3)).isEqualTo("checkpoint-3");
			assertThat(snapshot.checkpointAt(2)).isEqualTo("checkpoint-2");
			assertThat(snapshot.checkpointAt(1)).isNull();
			assertThat(snapshot.entries().get("todos/a")).isEqualTo(new StoredValue("3"));
			return null;
		});
	}

	@Test
	void workThatThrowsLeavesNoTrace() {
		append(1, set("todos/a", "1"));
		SpaceHead before = head();
		assertThatIllegalStateException().isThrownBy(() -> log().write(this.space, false, (locked) -> {
			locked.append(commit(locked, 2, set("todos/a", "2")));
			throw new IllegalStateException("no");
		}));
		assertThat(head()).isEqualTo(before);
		assertThat(entry("todos/a")).isEqualTo(new StoredValue("1"));
		SpaceId other = new SpaceId("todo", UUID.randomUUID().toString());
		assertThatIllegalStateException().isThrownBy(() -> log().write(other, true, (locked) -> {
			throw new IllegalStateException("no");
		}));
		assertThat(log().heads(List.of(other)).values()).noneMatch(SpaceHead::exists);
	}

	@Test
	void writersOfASpaceExcludeEachOther() {
		append(1, set("todos/n", "0"));
		List<CompletableFuture<Void>> writers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			writers.add(CompletableFuture.runAsync(() -> {
				for (int j = 0; j < 10; j++) {
					log().write(this.space, false, (locked) -> {
						int n = Integer.parseInt(String.valueOf(json(locked.entries().get("todos/n"))));
						locked.append(commit(locked, locked.head().version() + 1, set("todos/n", "" + (n + 1))));
						return null;
					});
				}
			}));
		}
		writers.forEach(CompletableFuture::join);
		assertThat(entry("todos/n")).isEqualTo(new StoredValue("40"));
		assertThat(head().version()).isEqualTo(41);
	}

	@Test
	void aReaderSeesOneMomentHoweverLongItTakes() throws InterruptedException {
		append(1, set("todos/a", "1"), set("todos/b", "1"));
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch written = new CountDownLatch(1);
		CompletableFuture<List<String>> read = CompletableFuture
			.supplyAsync(() -> log().read(this.space, (snapshot) -> {
				String first = json(snapshot.entries().get("todos/a"));
				reading.countDown();
				await(written);
				return List.of(first, json(snapshot.entries().get("todos/b")),
						"" + Objects.requireNonNull(snapshot.changesSince(0)).patches().size(),
						"" + snapshot.head().version());
			}));
		reading.await();
		append(2, set("todos/b", "2"), set("todos/c", "2"));
		written.countDown();
		assertThat(read.join()).containsExactly("1", "1", "2", "1");
	}

	@Test
	void entriesOfAllVisibilitiesAreFoundByKeyAndInOrder() {
		append(1, set("todos/a", "1"), set("todos/a/b", "2"), set("todos/é", "3"), set("todos/\uD83D\uDE00", "4"),
				set("todos/\uFFFD", "5"), set("todot/a", "6"), set("$$pu/al/todos/a", "7"),
				set("$$pu/alice/todos/a", "8"), set("$$so/todos/a", "9"), set("todos/z", "10"));
		append(2, deleted("todos/z"));
		log().read(this.space, (snapshot) -> {
			EntryView entries = snapshot.entries();
			assertThat(entries.get("todos/a")).isEqualTo(new StoredValue("1"));
			assertThat(entries.get("$$pu/al/todos/a")).isEqualTo(new StoredValue("7"));
			assertThat(entries.get("$$pu/alice/todos/a")).isEqualTo(new StoredValue("8"));
			assertThat(entries.get("$$so/todos/a")).isEqualTo(new StoredValue("9"));
			assertThat(entries.get("todos/z")).isNull();
			assertThat(entries.get("todos/\0")).isNull();
			assertThat(range(entries, KeyRange.ofPrefix("todos/"))).containsExactly("1", "2", "3", "5", "4");
			assertThat(range(entries, new KeyRange("todos/a", false, "todos/\uFFFD", true))).containsExactly("3", "2");
			assertThat(range(entries, KeyRange.ofPrefix("todos/\uD83D"))).containsExactly("4");
			assertThat(range(entries, KeyRange.ofPrefix("$$pu/al/todos/"))).containsExactly("7");
			assertThat(range(entries, KeyRange.ofPrefix("$$so/todos/"))).containsExactly("9");
			return null;
		});
	}

	@Test
	void aRangeOfManyEntriesIsCompleteInBothDirections() {
		Change[] changes = new Change[1_234];
		for (int i = 0; i < changes.length; i++) {
			changes[i] = set("todos/" + (10_000 + i), "" + i);
		}
		append(changes.length, changes);
		log().read(this.space, (snapshot) -> {
			List<String> ascending = range(snapshot.entries(), KeyRange.ofPrefix("todos/"));
			assertThat(ascending).hasSize(changes.length).startsWith("0", "1").endsWith("1233");
			List<String> descending = range(snapshot.entries(), new KeyRange("todos/", true, "todos0", true));
			assertThat(descending).hasSize(changes.length).startsWith("1233", "1232").endsWith("0");
			return null;
		});
	}

	@Test
	void allEntriesComeAtOnceUnlessTheyAreTooLarge() {
		append(1, set("todos/a", "1"), set("$$pu/al/todos/a", "2"), set("$$so/todos/a", "3"), set("todos/b", "4"));
		append(2, deleted("todos/b"));
		log().read(this.space, (snapshot) -> {
			Entries all = Objects.requireNonNull(snapshot.allEntries(10_000));
			List<String> keys = new ArrayList<>();
			all.all().forEachRemaining((entry) -> keys.add(entry.getKey()));
			assertThat(keys).containsExactly("$$pu/al/todos/a", "$$so/todos/a", "todos/a");
			assertThat(snapshot.allEntries(300)).isNull();
			return null;
		});
	}

	@Test
	void clientsBelongToWhoeverClaimsThemFirst() {
		assertThat(log().claimClient(this.space, "c1", "alice")).isTrue();
		assertThat(head().exists()).as("claiming creates nothing").isFalse();
		append(1, set("todos/a", "1"));
		assertThat(log().claimClient(this.space, "c1", "bob")).isTrue();
		assertThat(log().claimClient(this.space, "c1", "bob")).isTrue();
		assertThat(log().claimClient(this.space, "c1", "Bob")).isFalse();
		assertThat(client("c1").userId()).isEqualTo("bob");
		assertThat(client("c1").lastMutationId()).isZero();
	}

	@Test
	void aClientIsWrittenWithTheCommitAndAlsoWithoutOne() {
		NonceWindow nonces = NonceWindow.EMPTY.with(Arrays.asList("n1", null, "n3"), 0);
		log().write(this.space, true, (locked) -> {
			locked.append(new SpaceCommit(3, "checkpoint-3", Instant.EPOCH, List.of(),
					List.of(new ClientRecord("c1", "alice", 3, 0, nonces, List.of())), Map.of(), List.of()));
			return null;
		});
		assertThat(client("c1")).isEqualTo(new ClientRecord("c1", "alice", 3, 0, nonces, List.of()));
		SpaceHead before = head();
		NonceWindow shorter = nonces.with(List.of(), 2);
		log().write(this.space, false, (locked) -> {
			locked.append(new SpaceCommit(3, "", Instant.EPOCH, List.of(),
					List.of(new ClientRecord("c1", "alice", 3, 2, shorter, List.of())), Map.of(), List.of()));
			return null;
		});
		assertThat(client("c1")).isEqualTo(new ClientRecord("c1", "alice", 3, 2, shorter, List.of()));
		assertThat(head()).isEqualTo(before);
	}

	@Test
	void rejectionsAreKeptUntilTheyAreAcknowledged() {
		RejectedMutation second = new RejectedMutation("c1", 2, "list_locked", "List is locked");
		RejectedMutation third = new RejectedMutation("c1", 3, "rejected", "");
		log().write(this.space, true, (locked) -> {
			locked.append(new SpaceCommit(3, "checkpoint-3", Instant.EPOCH, List.of(),
					List.of(new ClientRecord("c1", "alice", 3, 0, NonceWindow.EMPTY, List.of(second, third))), Map.of(),
					List.of(processed(1, null, ""), processed(2, "list_locked", "List is locked"),
							processed(3, "rejected", ""))));
			return null;
		});
		assertThat(client("c1").rejections()).containsExactly(second, third);
		CommittedBatch batch = log().read(this.space, (snapshot) -> snapshot.changesSince(0));
		assertThat(batch.rejections()).containsExactlyInAnyOrder(second, third);
		assertThat(batch.lastMutationIds()).containsExactly(Map.entry("c1", 3L));
		log().write(this.space, false, (locked) -> {
			locked.append(new SpaceCommit(3, "", Instant.EPOCH, List.of(),
					List.of(new ClientRecord("c1", "alice", 3, 2, NonceWindow.EMPTY, List.of(third))), Map.of("c1", 2L),
					List.of()));
			return null;
		});
		assertThat(client("c1").rejections()).containsExactly(third);
	}

	@Test
	void whatSeveralCommitsDidIsToldAsOne() {
		append(1, set("todos/a", "1"), set("$$pu/al/todos/a", "1"));
		append(3, set("todos/b", "3"), set("$$so/todos/a", "3"));
		append(4, deleted("todos/a"), set("todos/b", "4"), set("$$pu/bo/todos/a", "4"));
		log().read(this.space, (snapshot) -> {
			CommittedBatch batch = Objects.requireNonNull(snapshot.changesSince(1));
			assertThat(batch.minVersion()).isEqualTo(2);
			assertThat(batch.head()).isEqualTo(snapshot.head());
			assertThat(batch.patches()).containsExactlyInAnyOrder(deleted("todos/a").patch(),
					set("todos/b", "4").patch(), set("$$so/todos/a", "3").patch(), set("$$pu/bo/todos/a", "4").patch());
			return null;
		});
	}

	@Test
	void headsOfManySpacesAreFoundAtOnce() {
		SpaceHead head = append(1, set("todos/a", "1"));
		SpaceId other = new SpaceId("todo", UUID.randomUUID().toString());
		Map<SpaceId, SpaceHead> heads = log().heads(List.of(this.space, other, this.space));
		assertThat(heads).hasSize(2).containsEntry(this.space, head);
		assertThat(heads.get(other)).isEqualTo(new SpaceHead(0, head.epoch(), 0, null, 0));
		assertThat(log().heads(List.of())).isEmpty();
	}

	/**
	 * A change without its version.
	 */
	record Change(Patch patch) {
	}

	static Change set(String key, String json) {
		return new Change(new Patch(key, new StoredValue(json)));
	}

	static Change deleted(String key) {
		return new Change(new Patch(key, null));
	}

	/** Commit changes that end at a version. */
	final SpaceHead append(long version, Change... changes) {
		return append(version, Instant.EPOCH, changes);
	}

	/** Commit changes that end at a version, at a time. */
	final SpaceHead append(long version, Instant time, Change... changes) {
		log().write(this.space, true, (locked) -> {
			SpaceCommit commit = commit(locked, version, changes);
			locked.append(new SpaceCommit(version, commit.checkpoint(), time, commit.patches(), commit.clients(),
					commit.settled(), commit.mutations()));
			return null;
		});
		return head();
	}

	final SpaceId space() {
		return this.space;
	}

	private static SpaceCommit commit(LockedSpace locked, long version, Change... changes) {
		List<VersionedPatch> patches = Arrays.stream(changes)
			.map((change) -> new VersionedPatch(version, change.patch()))
			.toList();
		List<ProcessedMutation> mutations = new ArrayList<>();
		for (long each = locked.head().version() + 1; each <= version; each++) {
			mutations.add(new ProcessedMutation(each, null, "$system", 0, "change", null, ""));
		}
		return new SpaceCommit(version, "checkpoint-" + version, Instant.EPOCH, patches, List.of(), Map.of(),
				mutations);
	}

	private static ProcessedMutation processed(long id, @Nullable String code, String message) {
		return new ProcessedMutation(id, "c1", "alice", id, "change", code, message);
	}

	final SpaceHead head() {
		return log().read(this.space, (snapshot) -> snapshot.head());
	}

	private @Nullable StoredValue entry(String key) {
		return log().<@Nullable StoredValue>read(this.space, (snapshot) -> snapshot.entries().get(key));
	}

	private ClientRecord client(String clientId) {
		return log().read(this.space, (snapshot) -> snapshot.clients(List.of(clientId)).get(clientId));
	}

	private static List<String> range(EntryView entries, KeyRange range) {
		List<String> result = new ArrayList<>();
		Iterator<Map.Entry<String, StoredValue>> found = entries.range(range, Integer.MAX_VALUE);
		found.forEachRemaining((entry) -> result.add(entry.getValue().json()));
		return result;
	}

	private static String json(@Nullable StoredValue value) {
		return (value != null) ? value.json() : "";
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
