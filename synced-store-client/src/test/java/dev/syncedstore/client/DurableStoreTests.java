package dev.syncedstore.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.storage.StorageLockedException;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a store in files is after its application has ended and begun again.
 */
class DurableStoreTests extends StoreInFiles {

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
	void whatBothCopiesHaveIsSettledAfterARestartToo() throws IOException {
		ScriptedClient first = connected();
		first.add("eggs");
		first.refusePush(Problem.of(ProblemCode.CLIENT_FORKED, "", "last_common_id", 1));
		ScriptedClient second = restart();
		assertThat(second.store.pendingCount()).isZero();
		assertThat(second.todos()).as("until the base has it").containsExactly("eggs");
		second.answerPull(second.since(1, 0, "eggs"));
		assertThat(second.version()).isEqualTo(1);
		assertThat(second.todos()).containsExactly("eggs");
		assertThat(second.server.isPulling()).isFalse();
	}

	@Test
	void aRejectionThatBothCopiesHaveIsToldAfterARestartToo() throws IOException {
		ScriptedClient first = connected();
		first.add("eggs");
		first.refusePush(new Problem(ProblemCode.CLIENT_FORKED.status(), ProblemCode.CLIENT_FORKED.code(), "",
				Map.of("last_common_id", 1, Problem.REJECTED_MUTATIONS, List.of(first.rejected(1, "list_locked")))));
		ScriptedClient second = restart();
		assertThat(second.todos()).as("until the base has the outcome").containsExactly("eggs");
		second.answerPull(second.since(1, 0));
		assertThat(second.todos()).isEmpty();
		assertThat(second.told).contains("rejected 0 addTodo list_locked");
		assertThat(second.store.pendingCount()).isZero();
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
	void ofAnErasedUserNothingIsLeftInTheFiles() throws IOException {
		ScriptedClient first = connected("secret-of-the-base");
		first.add("secret-that-is-refused");
		ScriptedClient silent = restart((builder) -> builder.listeners.clear());
		silent.answerPush(1, 2, silent.rejected(1, "list_locked"));
		silent.poke(silent.delta(2, 2, 1));
		silent.add("secret-that-is-pending");
		passASecond(silent);
		assertThat(files()).as("what is looked for").contains("secret-of", "that-is-refused", "that-is-pending");
		silent.refusePush(Problem.of(ProblemCode.ACCESS_DENIED, "Erased", "reason", "user_erased"));
		passASecond(silent);
		assertThat(silent.todos()).isEmpty();
		assertThat(files()).doesNotContain("secret");
		List<String> told = new ArrayList<>();
		restart((builder) -> builder.listeners.clear()).store
			.onRejected((rejection) -> told.add(rejection.code() + " " + rejection.args()));
		assertThat(told).as("nobody had been told of that one").containsExactly("list_locked null");
	}

	private String files() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder)) {
			StringBuilder text = new StringBuilder();
			for (Path each : files.filter(Files::isRegularFile).toList()) {
				text.append(Files.readString(each, StandardCharsets.ISO_8859_1));
			}
			return text.toString();
		}
	}

	@Test
	void whatWasSentBeforeTheCrashIsSettledOnceAPushProvesWhoseItIs() throws IOException {
		ScriptedClient first = connected();
		first.add("eggs");
		ScriptedClient second = restart();
		second.answerPull(second.since(1, 1, "eggs"));
		assertThat(second.pending()).containsExactly(1L);
		assertThat(second.todos()).containsExactly("eggs");
		second.answerPush(1, 1);
		second.answerPull(second.since(1, 1, "eggs"));
		assertThat(second.pending()).isEmpty();
		assertThat(second.todos()).containsExactly("eggs");
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
		this.storages.forEach(StoreInFiles::finishWriting);
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

}
