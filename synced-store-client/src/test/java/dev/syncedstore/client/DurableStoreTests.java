package dev.syncedstore.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.storage.StorageLockedException;
import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A store in files, whose application ends and begins again. Ending is dropping: what a
 * process that is killed would not do is not done here.
 */
class DurableStoreTests {

	@TempDir
	private Path root;

	private Path folder;

	private final List<ScriptedClient> clients = new ArrayList<>();

	private final List<ClientStorage> storages = new ArrayList<>();

	private int copies;

	private long runs;

	@BeforeEach
	void makeFolder() throws IOException {
		this.folder = Files.createDirectory(this.root.resolve("original"));
	}

	@AfterEach
	void closeAll() {
		this.clients.forEach((client) -> client.store.close());
	}

	@Test
	void baseAndPendingAreThereAgain() throws IOException {
		ScriptedClient first = connected("milk");
		first.add("eggs");
		first.add("jam");
		String clientId = first.store.clientId();
		ScriptedClient second = restart();
		assertThat(second.todos()).containsExactly("eggs", "jam", "milk");
		assertThat(second.pending()).containsExactly(1L, 2L);
		assertThat(second.store.clientId()).isEqualTo(clientId);
		assertThat(second.pulled().version()).isEqualTo(1);
		assertThat(second.pushed().mutations()).startsWith(first.pushed().mutations().get(0));
		assertThat(second.pushedIds()).containsExactly(1L, 2L);
		assertThat(second.add("tea").id()).isEqualTo(3);
	}

	@Test
	void whatHappenedToTheBaseAndToPendingIsThereAgain() throws IOException {
		ScriptedClient first = connected("milk");
		first.add("eggs");
		first.add("jam");
		first.answerPush(1, 2);
		first.poke(first.delta(2, 2, 1, "eggs", "-milk"));
		passASecond(first);
		ScriptedClient second = restart();
		assertThat(second.todos()).containsExactly("eggs", "jam");
		assertThat(second.pending()).containsExactly(2L);
		assertThat(second.version()).isEqualTo(2);
		assertThat(second.pushed().acknowledgedMutationId()).isEqualTo(1);
	}

	@Test
	void waitingKnowsWhatWasPendingBefore() throws IOException {
		ScriptedClient first = connected();
		first.add("eggs");
		ScriptedClient second = restart();
		CompletableFuture<Void> local = second.store.waitForLocalData();
		CompletableFuture<Void> server = second.store.waitForServerData();
		CompletableFuture<Void> sync = second.store.waitForSync();
		assertThat(local).isCompleted();
		assertThat(second.store.isBootstrapped()).isTrue();
		assertThat(server).isNotDone();
		second.answerPull(second.since(0, 0));
		assertThat(server).isCompleted();
		second.answerPush(1, 1);
		second.poke(second.delta(1, 1, 1, "eggs"));
		assertThat(sync).isNotDone();
		second.answerPull(second.since(1, 1));
		assertThat(sync).isCompleted();
	}

	@Test
	void aRejectionThatArrivesAfterARestartIsTold() throws IOException {
		ScriptedClient first = connected();
		first.add("eggs");
		ScriptedClient second = restart();
		second.answerPush(1, 1, second.rejected(1, "list_locked"));
		second.poke(second.delta(1, 1, 1));
		assertThat(second.told).contains("rejected 1 addTodo list_locked");
		assertThat(second.todos()).isEmpty();
		second.add("jam");
		assertThat(second.pushed().acknowledgedMutationId()).isZero();
		passASecond(second);
		second.answerPush(2, 2);
		second.add("tea");
		assertThat(second.pushed().acknowledgedMutationId()).isEqualTo(1);
	}

	@Test
	void aRejectionIsKeptUntilSomebodyListens() throws IOException {
		ScriptedClient first = connected();
		first.add("eggs");
		ScriptedClient silent = restart((builder) -> builder.listeners.clear());
		silent.answerPush(1, 1, silent.rejected(1, "list_locked"));
		silent.poke(silent.delta(1, 1, 1));
		List<String> codes = new ArrayList<>();
		silent.store.onStatus((status) -> codes.add("no rejection"));
		ScriptedClient third = restart((builder) -> builder.listeners.clear());
		third.store.onRejected((rejection) -> codes.add(rejection.code() + rejection.args().length()));
		third.store.onRejected((rejection) -> codes.add("told twice"));
		assertThat(codes).hasSize(1).first().asString().startsWith("list_locked");
		passASecond(third);
		ScriptedClient fourth = restart();
		assertThat(fourth.told).noneMatch((told) -> told.startsWith("rejected"));
	}

	@Test
	void whatTheServerSaysOfMutationsThatWereSentBeforeTheCrashIsBelieved() throws IOException {
		ScriptedClient first = connected();
		first.add("eggs");
		ScriptedClient second = restart();
		second.answerPull(second.since(1, 1, "eggs"));
		assertThat(second.pending()).isEmpty();
	}

	@Test
	void theFirstMutationAfterARestartIsNotSeenTwiceWhateverComesFirst() throws IOException {
		connected();
		ScriptedClient second = restart();
		second.answerPull(second.since(0, 0));
		second.add("jam");
		second.poke(second.delta(1, 1, 1, "jam"));
		assertThat(second.pending()).containsExactly(1L);
		assertThat(second.version()).isZero();
		second.answerPush(1, 1);
		assertThat(second.pending()).isEmpty();
		assertThat(second.version()).isEqualTo(1);
		second.add("tea");
		second.poke(second.delta(2, 2, 2, "tea"));
		assertThat(second.pending()).isEmpty();
	}

	@Test
	void aPullThatKnowsTheFirstMutationAfterARestartWaitsForItsPush() throws IOException {
		connected();
		ScriptedClient second = restart();
		second.add("jam");
		second.answerPull(second.since(1, 1, "jam"));
		assertThat(second.pending()).containsExactly(1L);
		assertThat(second.version()).isZero();
		second.answerPush(1, 1);
		second.answerPull(second.since(1, 1, "jam"));
		assertThat(second.pending()).isEmpty();
		assertThat(second.version()).isEqualTo(1);
	}

	@Test
	void anOldCopyOfTheStorageIsFoundOutAndItsNewWorkKept() throws IOException {
		ScriptedClient first = connected();
		first.add("eggs");
		first.answerPush(1, 1);
		first.poke(first.delta(1, 1, 1, "eggs"));
		first.store.close();
		Path copy = copyOf(this.folder);
		ScriptedClient second = restart();
		second.add("jam");
		second.store.close();
		ScriptedClient restored = open(ClientStorage.inFolder(copy), (builder) -> {
		});
		String clientId = restored.store.clientId();
		assertThat(restored.add("tea").id()).isEqualTo(2);
		// The pull says that a mutation 2 was processed: not this one.
		restored.answerPull(restored.since(2, 2, "jam"));
		assertThat(restored.pending()).containsExactly(2L);
		assertThat(restored.todos()).containsExactly("eggs", "tea");
		restored.refusePush(new Problem(ProblemCode.CLIENT_FORKED.status(), ProblemCode.CLIENT_FORKED.code(), "fork",
				Map.of("last_common_id", 1L)));
		assertThat(restored.store.clientId()).isNotEqualTo(clientId);
		assertThat(restored.pushedIds()).containsExactly(1L);
		restored.answerPull(restored.since(2, 0, "jam"));
		assertThat(restored.todos()).containsExactly("eggs", "jam", "tea");
		String newId = restored.store.clientId();
		ScriptedClient again = open(ClientStorage.inFolder(copyOf(copy)), (builder) -> {
		});
		assertThat(again.store.clientId()).isEqualTo(newId);
		assertThat(again.pending()).containsExactly(1L);
	}

	@Test
	void aResetIsThereAgain() throws IOException {
		ScriptedClient first = connected("milk");
		first.add("eggs");
		first.store.goOffline();
		first.store.goOnline();
		first.run();
		first.answerPull(first.reset(7, 0, "tea"));
		this.storages.forEach(DurableStoreTests::finishWriting);
		ScriptedClient second = restart();
		assertThat(second.version()).isEqualTo(7);
		assertThat(second.todos()).containsExactly("eggs", "tea");
	}

	@Test
	void aStoreThatIsClosedRightAfterItsFirstPullKeepsIt() {
		for (int round = 0; round < 20; round++) {
			ClientStorage storage = ClientStorage.inFolder(this.root.resolve("round-" + round));
			ScriptedClient first = open(storage, (builder) -> {
			});
			first.answerPull(first.reset(1, 0, "milk"));
			first.store.close();
			ScriptedClient second = open(storage, (builder) -> builder.startOffline());
			assertThat(second.todos()).as("Round %s", round).containsExactly("milk");
			second.store.close();
		}
	}

	@Test
	void twoStoresOfOneFolderDontGoTogether() {
		ScriptedClient first = connected();
		assertThatExceptionOfType(StorageLockedException.class)
			.isThrownBy(() -> open(ClientStorage.inFolder(this.folder), (builder) -> {
			}));
		first.store.close();
		open(ClientStorage.inFolder(this.folder), (builder) -> {
		});
	}

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

	@Test
	void theUserIsKnownOfflineAfterTheFirstContact() throws IOException {
		ScriptedClient first = open(ClientStorage.inFolder(this.folder), DurableStoreTests::withToken);
		assertThat(first.store.userId()).isEmpty();
		first.answerPull(first.reset(1, 0, "milk"));
		assertThat(first.store.userId()).contains("alice");
		first.add("eggs");
		ScriptedClient second = restart((builder) -> withToken(builder).startOffline());
		assertThat(second.store.userId()).contains("alice");
		assertThat(second.todos()).containsExactly("eggs", "milk");
		assertThat(second.store.clientId()).isEqualTo(first.store.clientId());
	}

	@Test
	void nobodysWorkIsPushedAsSomebodyElses() throws IOException {
		ScriptedClient alices = open(ClientStorage.inFolder(this.folder), DurableStoreTests::withToken);
		alices.answerPull(alices.reset(1, 0, "milk"));
		alices.add("secret");
		// Meanwhile somebody else has signed in, and the application doesn't know.
		ScriptedClient bobs = restart(DurableStoreTests::withToken);
		assertThat(bobs.pushed().userId()).isEqualTo("alice");
		bobs.refusePush(ProblemCode.USER_MISMATCH);
		assertThat(bobs.store.isClosed()).isTrue();
		ScriptedClient again = open(ClientStorage.inFolder(this.folder), DurableStoreTests::withToken);
		assertThat(again.store.userId()).isEmpty();
		assertThat(again.pending()).isEmpty();
		assertThat(again.server.isPushing()).isFalse();
	}

	@Test
	void aStoreThatLearnsItsUserTakesUpWhatWasKept() {
		ScriptedClient first = open(ClientStorage.inFolder(this.folder), DurableStoreTests::withToken);
		first.answerPull(first.reset(1, 0, "milk"));
		first.add("eggs");
		first.store.close();
		ClientStorage.inFolder(this.folder).rememberUserId("transport", Optional.empty());
		List<List<String>> seen = new ArrayList<>();
		ScriptedClient second = open(ClientStorage.inFolder(this.folder), DurableStoreTests::withToken);
		second.store.subscribe(
				(ctx) -> ctx.table(TodoMutators.TODOS).scan().stream().map((entry) -> entry.key()).toList(), seen::add);
		assertThat(seen).isEmpty();
		second.answerPull(second.reset(1, 0, "milk"));
		assertThat(seen).containsExactly(List.of("eggs", "milk"));
		assertThat(second.store.clientId()).isEqualTo(first.store.clientId());
		assertThat(second.pulled().version()).isEqualTo(1);
		second.answerPull(second.since(1, 0));
		assertThat(second.pushedIds()).containsExactly(1L);
	}

	private static SyncedStoreBuilder withToken(SyncedStoreBuilder builder) {
		return builder.credentials(() -> CompletableFuture.completedFuture(Map.of("Authorization", "Bearer x")));
	}

	private ScriptedClient connected(String... todos) {
		ScriptedClient client = open(ClientStorage.inFolder(this.folder), (builder) -> {
		});
		client.answerPull(client.reset(todos.length, 0, todos));
		this.storages.forEach(DurableStoreTests::finishWriting);
		client.told.clear();
		return client;
	}

	private ScriptedClient open(ClientStorage storage, Consumer<SyncedStoreBuilder> customizer) {
		this.storages.add(storage);
		this.runs++;
		ScriptedClient client = new ScriptedClient((builder) -> {
			builder.storage(storage).random(new Random(this.runs));
			customizer.accept(builder);
		});
		this.clients.add(client);
		return client;
	}

	/** The process is killed, and starts again with what lies in its files. */
	private ScriptedClient restart() throws IOException {
		return restart((builder) -> {
		});
	}

	private ScriptedClient restart(Consumer<SyncedStoreBuilder> customizer) throws IOException {
		this.storages.forEach(DurableStoreTests::finishWriting);
		this.folder = copyOf(this.folder);
		return open(ClientStorage.inFolder(this.folder), customizer);
	}

	/**
	 * What is to be acknowledged lies on the disk first, which another thread sees to.
	 */
	private void passASecond(ScriptedClient client) {
		client.advance(Duration.ofSeconds(1));
		this.storages.forEach(DurableStoreTests::finishWriting);
	}

	private static void finishWriting(ClientStorage storage) {
		CompletableFuture.runAsync(() -> {
		}, storage.executor()).join();
	}

	private Path copyOf(Path original) throws IOException {
		Path copy = this.root.resolve("copy-" + this.copies++);
		try (Stream<Path> files = Files.walk(original)) {
			for (Path each : files.toList()) {
				Files.copy(each, copy.resolve(original.relativize(each).toString()));
			}
		}
		return copy;
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
