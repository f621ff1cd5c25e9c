package dev.syncedstore.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.client.local.UserUnknownException;
import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.client.todo.TodoMutators.AddTodo;
import dev.syncedstore.client.todo.TodoMutators.SetCompleted;
import dev.syncedstore.client.todo.TodoMutators.SetNote;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Scan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A store as an application sees it.
 */
class SyncedStoreTests {

	private final ScriptedClient client = ScriptedClient.connected();

	private final SyncedStore store = this.client.store;

	private final List<Object> seen = new ArrayList<>();

	@Test
	void aSubscriptionTellsItsFirstResultAndThenEachNewOne() {
		this.store.subscribe(SyncedStoreTests::ids, this.seen::add);
		assertThat(this.seen).containsExactly(List.of());
		this.client.add("milk");
		this.client.poke(this.client.foreign(1, 1, "eggs"));
		assertThat(this.seen).containsExactly(List.of(), List.of("milk"), List.of("eggs", "milk"));
	}

	@Test
	void aConfirmationThatChangesNothingIsNotTold() {
		this.store.subscribe(SyncedStoreTests::ids, this.seen::add);
		this.client.add("milk");
		this.client.answerPush(1, 1);
		this.client.poke(this.client.delta(1, 1, 1, "milk"));
		assertThat(this.client.pending()).isEmpty();
		assertThat(this.seen).containsExactly(List.of(), List.of("milk"));
	}

	@Test
	void aRejectionIsToldAsTheDisappearanceOfItsEffect() {
		this.store.subscribe(SyncedStoreTests::ids, this.seen::add);
		MutationResult result = this.client.add("milk");
		result.confirmed().exceptionally((rejection) -> {
			this.seen.add("rejected");
			return null;
		});
		this.client.answerPush(1, 1, this.client.rejected(1, "list_locked"));
		this.client.poke(this.client.delta(1, 1, 1));
		assertThat(this.seen).containsExactly(List.of(), List.of("milk"), List.of(), "rejected");
		assertThat(this.client.told).containsExactly("rejected 1 addTodo list_locked");
	}

	@Test
	void aQueryIsRunAgainOnlyWhenSomethingItReadHasChanged() {
		this.store.subscribe((ctx) -> {
			this.seen.add("list");
			return ctx.table(TodoMutators.TODOS).scan(Scan.prefix("m")).size();
		}, (size) -> {
		});
		this.store.subscribe((ctx) -> {
			this.seen.add("one");
			return ctx.table(TodoMutators.TODOS).get("tea").isPresent();
		}, (present) -> {
		});
		this.seen.clear();
		this.client.add("eggs");
		this.store.mutate(TodoMutators::setNote, new SetNote("x"));
		assertThat(this.seen).isEmpty();
		this.client.add("milk");
		assertThat(this.seen).containsExactly("list");
		this.client.add("tea");
		assertThat(this.seen).containsExactly("list", "one");
		this.client.poke(this.client.foreign(1, 1, "jam"));
		assertThat(this.seen).containsExactly("list", "one");
	}

	@Test
	void aQueryReadsWhatItReadsNowNotWhatItReadFirst() {
		this.store.subscribe(
				(ctx) -> ctx.table(TodoMutators.TODOS)
					.get("pointer")
					.map(TodoMutators.Todo::text)
					.flatMap((id) -> ctx.table(TodoMutators.TODOS).get(id).map(TodoMutators.Todo::completed)),
				this.seen::add);
		this.store.mutate(TodoMutators::addTodo, new AddTodo("pointer", "milk", false, null));
		this.store.mutate(TodoMutators::addTodo, new AddTodo("milk", "Milk", false, null));
		this.store.mutate(TodoMutators::setCompleted, new SetCompleted("milk", true));
		assertThat(this.seen).hasToString("[Optional.empty, Optional[false], Optional[true]]");
	}

	@Test
	void anEndedSubscriptionIsNotToldMore() {
		Subscription subscription = this.store.subscribe(SyncedStoreTests::ids, this.seen::add);
		subscription.close();
		subscription.close();
		this.client.add("milk");
		assertThat(this.seen).hasSize(1);
	}

	@Test
	void whoThrowsHarmsNobody() {
		this.store.subscribe((ctx) -> {
			if (ctx.table(TodoMutators.TODOS).has("bad")) {
				throw new IllegalStateException("A fault of the query");
			}
			return ids(ctx);
		}, this.seen::add);
		this.store.subscribe(SyncedStoreTests::ids, (ids) -> {
			throw new IllegalStateException("A fault of the consumer");
		});
		this.store.listen(new StoreListener() {

			@Override
			public void rejected(Rejection rejection) {
				throw new IllegalStateException("A fault of the listener");
			}

		});
		this.store.onRejected((rejection) -> this.seen.add(rejection.code()));
		this.store.subscribe((ctx) -> ids(ctx).size(), this.seen::add);
		this.client.add("bad");
		this.client.answerPush(1, 1, this.client.rejected(1, "list_locked"));
		this.client.poke(this.client.delta(1, 1, 1));
		this.client.add("milk");
		assertThat(this.seen).containsExactly(List.of(), 0, 1, 0, "list_locked", List.of("milk"), 1);
		assertThat(this.client.pending()).containsExactly(2L);
	}

	@Test
	void aListenerMayMutateAndSubscribe() {
		this.store.subscribe(SyncedStoreTests::ids, (ids) -> {
			this.seen.add(ids);
			if (ids.size() == 1) {
				this.store.mutate(TodoMutators::addTodo, new AddTodo("second", "Second", false, null));
				this.store.subscribe((ctx) -> "inner " + ids(ctx).size(), this.seen::add);
			}
		});
		this.client.add("first");
		assertThat(this.seen).containsExactly(List.of(), List.of("first"), List.of("first", "second"), "inner 2");
	}

	@Test
	void statusAndRejectionsCanBeListenedToAlone() {
		Subscription status = this.store.onStatus(this.seen::add);
		this.client.server.down();
		this.client.run();
		status.close();
		this.store.goOffline();
		this.store.goOnline();
		this.client.run();
		assertThat(this.seen).containsExactly(ConnectionStatus.DISCONNECTED);
	}

	@Test
	void argumentsThatDoNotFitAreRefusedToTheCallerAndKeepNothing() {
		assertRefused("args_too_large",
				() -> this.store.mutate(TodoMutators::setNote, new SetNote("x".repeat(300_000))));
		assertRefused("invalid_args", () -> this.store.mutate(TodoMutators::setNote, new SetNote("\ud800")));
		assertRefused("invalid_args", () -> this.store.mutate(TodoMutators::setNote, new SetNote("a\0b")));
		assertRefused("invalid_key", () -> this.store.mutate(TodoMutators::addTodo, new AddTodo("", "x", false, null)));
		assertThat(this.store.pendingCount()).isZero();
		assertThat(this.client.server.isPushing()).isFalse();
		this.store.mutate(TodoMutators::setNote, new SetNote("x".repeat(262_144 - "{\"text\":\"\"}".length())));
		assertThat(this.store.pendingCount()).isEqualTo(1);
	}

	@Test
	void aMutatorOfAnotherStoreIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.mutate(ChatMutators::say, new Say("hello")))
			.withMessageContaining("ChatMutators");
		ScriptedClient both = new ScriptedClient((builder) -> builder.mutators(new ChatMutators()));
		assertThatIllegalArgumentException().isThrownBy(() -> both.store.mutate(ChatMutators::say, new Say("hello")))
			.withMessageContaining("can't be called on a store of the type todo");
	}

	@Test
	void ownPrivateRowsAreReadByName() {
		this.store.mutate(TodoMutators::setNote, new SetNote("mine"));
		Optional<TodoMutators.Note> own = this.store
			.query((ctx) -> ctx.privateOfUser(ctx.userId()).table(TodoMutators.NOTES).get("mine"));
		assertThat(own).contains(new TodoMutators.Note("mine"));
		int shared = this.store.query((ctx) -> ctx.table(TodoMutators.NOTES).scan().size());
		assertThat(shared).isZero();
		assertThatIllegalStateException()
			.isThrownBy(() -> this.store.query((ctx) -> ctx.privateOfUser("bob").table(TodoMutators.NOTES).scan()));
		assertThatIllegalStateException()
			.isThrownBy(() -> this.store.query((ctx) -> ctx.serverOnly().table(TodoMutators.NOTES).scan()));
	}

	@Test
	void withoutAUserThereIsNothingToReadOrChangeBeforeTheServersFirstAnswer() {
		ScriptedClient unknown = new ScriptedClient(
				(builder) -> builder.credentials(Credentials.bearer(() -> "token")));
		assertThat(unknown.store.userId()).isEmpty();
		assertThatExceptionOfType(UserUnknownException.class).isThrownBy(() -> unknown.add("milk"))
			.withMessageContaining("waitForServerData")
			.withMessageContaining("userId");
		assertThatExceptionOfType(UserUnknownException.class).isThrownBy(unknown::todos);
		unknown.store.subscribe((ctx) -> ctx.userId() + ids(ctx), this.seen::add);
		assertThat(this.seen).isEmpty();
		assertThat(unknown.pulled().userId()).isNull();
		unknown.answerPull(unknown.reset(1, 0, "eggs"));
		assertThat(unknown.store.userId()).contains("alice");
		assertThat(this.seen).containsExactly("alice[eggs]");
		unknown.add("milk");
		assertThat(unknown.pushed().userId()).isEqualTo("alice");
	}

	@Test
	void aUserWhomTheApplicationNamesIsNamedInTheFirstRequest() {
		ScriptedClient named = new ScriptedClient(
				(builder) -> builder.credentials(Credentials.bearer(() -> "token")).userId("alice"));
		assertThat(named.pulled().userId()).isEqualTo("alice");
		named.add("milk");
		assertThat(named.pushed().userId()).isEqualTo("alice");
	}

	@Test
	void aUserWhomTheCredentialsPresumeGivesWayToTheOneTheServerKnows() {
		ScriptedClient presumed = new ScriptedClient(
				(builder) -> builder.credentials(Credentials.basic("alice@example.org", "secret")));
		presumed.store.mutate(TodoMutators::setNote, new SetNote("mine"));
		presumed.store.subscribe((ctx) -> ctx.userId(), this.seen::add);
		presumed.run();
		assertThat(presumed.pushed().userId()).isNull();
		presumed.answerPull(presumed.reset(0, 0));
		assertThat(this.seen).containsExactly("alice@example.org", "alice");
		Optional<TodoMutators.Note> note = presumed.store
			.query((ctx) -> ctx.privateOfUser("alice").table(TodoMutators.NOTES).get("mine"));
		assertThat(note).contains(new TodoMutators.Note("mine"));
		assertThat(presumed.store.isClosed()).isFalse();
	}

	@Test
	void serverDataIsWaitedFor() {
		ScriptedClient fresh = new ScriptedClient();
		CompletableFuture<Void> data = fresh.store.waitForServerData();
		fresh.poke(fresh.emptyRange(0));
		assertThat(fresh.store.status()).isEqualTo(ConnectionStatus.CONNECTED);
		assertThat(data).isNotDone();
		fresh.answerPull(fresh.reset(0, 0));
		assertThat(data).isCompleted();
		assertThat(fresh.store.waitForServerData()).isCompleted();
	}

	@Test
	void syncIsAPullThatBeginsAfterAllIsSettled() {
		this.client.add("milk");
		CompletableFuture<Void> sync = this.store.waitForSync();
		this.client.answerPush(1, 1, this.client.rejected(1, "list_locked"));
		assertThat(this.client.server.isPulling()).isFalse();
		this.client.poke(this.client.delta(1, 1, 1));
		assertThat(sync).isNotDone();
		this.client.server.losePull();
		assertThat(this.client.scheduler.advanceUntil(Duration.ofMinutes(1), this.client.server::isPulling)).isTrue();
		assertThat(sync).isNotDone();
		this.client.answerPull(this.client.since(1, 1));
		assertThat(sync).isCompleted();
	}

	@Test
	void aPullThatHasBegunBeforeIsNotEnoughToBeInSync() {
		this.client.poke(this.client.emptyRange(1));
		CompletableFuture<Void> sync = this.store.waitForSync();
		this.client.run();
		this.client.answerPull(this.client.since(1, 0, "eggs"));
		assertThat(sync).isNotDone();
		this.client.answerPull(this.client.since(1, 0));
		assertThat(sync).isCompleted();
	}

	@Test
	void closingEndsEverythingButReading() {
		MutationResult result = this.client.add("milk");
		CompletableFuture<Void> sync = this.store.waitForSync();
		this.store.close();
		this.store.close();
		this.client.run();
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("StoreClosedException");
		assertThat(ScriptedClient.outcome(sync)).isEqualTo("StoreClosedException");
		assertThat(ScriptedClient.outcome(this.store.waitForSync())).isEqualTo("StoreClosedException");
		assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> this.client.add("eggs"));
		assertThat(this.client.todos()).containsExactly("milk");
		assertThat(this.store.isClosed()).isTrue();
		assertThat(this.client.server.isSubscribed()).isFalse();
		this.client.answerPush(1, 1);
		this.client.advance(Duration.ofHours(1));
		assertThat(this.client.server.isPulling()).isFalse();
		assertThat(this.client.told).containsExactly("DISCONNECTED");
	}

	@Test
	void whatIsMissingInTheBuilderIsSaid() {
		assertThatIllegalStateException().isThrownBy(() -> SyncedStore.builder().build())
			.withMessageContaining("space(");
		assertThatIllegalStateException().isThrownBy(() -> SyncedStore.builder().space("todo", "main").build())
			.withMessageContaining("credentials(");
		assertThatIllegalStateException()
			.isThrownBy(() -> SyncedStore.builder()
				.space("todo", "main")
				.credentials(Credentials.bearer(() -> "token"))
				.build())
			.withMessageContaining("server(");
		assertThatIllegalArgumentException().isThrownBy(() -> SyncedStore.builder().server(URI.create("localhost:80")))
			.withMessageContaining("http://localhost:8080");
	}

	private static List<String> ids(ReadContext ctx) {
		return ctx.table(TodoMutators.TODOS).scan().stream().map(Entry::key).toList();
	}

	private static void assertRefused(String code, Runnable call) {
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	@Test
	void aMutatorOfTheServersAloneIsCalledByNameAndHasNoEffectHere() {
		MutationResult result = this.store.mutate("openTheList", new SetNote("x"));
		this.client.run();
		assertThat(this.client.pending()).hasSize(1);
		assertThat(this.store.query(SyncedStoreTests::ids)).isEmpty();
		assertThat(this.store.pending().get(0).call().name()).isEqualTo("openTheList");
		assertThat(this.store.pending().get(0).problem()).isNull();
		this.client.answerPush(1, 1);
		this.client.poke(this.client.foreign(1, 1, "eggs"));
		assertThat(this.store.query(SyncedStoreTests::ids)).containsExactly("eggs");
		assertThat(result.id()).isOne();
	}

	@Test
	void byNameAMutatorThatIsHereRunsHereToo() {
		this.store.mutate("addTodo", new AddTodo("milk", "Milk", false, null));
		assertThat(this.store.query(SyncedStoreTests::ids)).containsExactly("milk");
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.mutate("addTodo", new SetNote("x")))
			.withMessageContaining("AddTodo");
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.mutate("$withdrawn", new SetNote("x")));
	}

	@Test
	void aClassOfTheServersIsNotRegisteredHere() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SyncedStore.builder()
				.server(URI.create("http://localhost:1"))
				.credentials(Credentials.basic("alice", "alice"))
				.space("office", "main")
				.mutators(new OfficeMutators())
				.startOffline()
				.build())
			.withMessageContaining("OfficeMutators is for the server only");
	}

	/** Stays on the server. */
	@Mutators(type = "office", serverOnly = true)
	static final class OfficeMutators {

		@Mutator
		public void open(MutationContext ctx, Say args) {
		}

	}

	/** Of another store type. */
	@Mutators(type = "chat")
	public static final class ChatMutators {

		@Mutator
		public void say(MutationContext ctx, Say args) {
			throw ctx.reject("mute", args.text());
		}

	}

	/** What to say. */
	public record Say(String text) {
	}

}
