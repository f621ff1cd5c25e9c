package dev.syncedstore.client;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.client.todo.TodoMutators.AddTodo;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Several stores of one application, and several users one after the other.
 */
class SyncedStoreClientTests {

	@TempDir
	private Path folder;

	private final Random random = new Random(5);

	private final ManualScheduler scheduler = new ManualScheduler();

	private final AnsweringServer server = new AnsweringServer();

	private final Wall wall = new Wall();

	private SyncedStoreClient client;

	@AfterEach
	void close() {
		if (this.client != null) {
			this.client.close();
		}
	}

	@Test
	void allStoresShareOneConnection() {
		SyncedStore first = open("alice", "first");
		SyncedStore second = open("second");
		assertThat(this.server.lines).hasSize(1);
		AnsweringServer.Line line = this.server.lines.get(0);
		assertThat(line.subscriptions.values()).containsExactlyInAnyOrder("/spaces/todo/first", "/spaces/todo/second");
		poke(line, "/spaces/todo/second", "milk");
		assertThat(todos(first)).isEmpty();
		assertThat(todos(second)).containsExactly("milk");
		second.close();
		this.scheduler.runDue();
		assertThat(line.subscriptions.values()).containsExactly("/spaces/todo/first");
		assertThat(line.closed).isFalse();
		first.close();
		this.scheduler.runDue();
		assertThat(line.closed).isTrue();
	}

	@Test
	void aBrokenConnectionIsMadeAnewOnceForAll() {
		open("alice", "first");
		open("second");
		this.server.lines.get(0).listener.closed("broken");
		this.scheduler.advance(Duration.ofSeconds(2));
		assertThat(this.server.lines).hasSize(2);
		assertThat(this.server.lines.get(1).subscriptions).hasSize(2);
	}

	@Test
	void whereNoWebSocketGetsThroughAllStoresPoll() {
		this.server.pokes = false;
		SyncedStore first = open("alice", "first");
		SyncedStore second = open("second");
		add(first, "milk");
		assertThat(first.pendingCount()).isZero();
		assertThat(List.of(first, second)).extracting(SyncedStore::status).containsOnly(ConnectionStatus.CONNECTED);
	}

	@Test
	void afterASleepTheConnectionIsMadeAnew() {
		open("alice", "first");
		open("second");
		this.scheduler.advance(Duration.ofSeconds(30));
		assertThat(this.server.lines).hasSize(1);
		this.wall.slept = Duration.ofHours(8);
		this.scheduler.advance(Duration.ofSeconds(10));
		assertThat(this.server.lines.get(0).closed).isTrue();
		assertThat(this.server.lines).hasSize(2);
		assertThat(this.server.lines.get(1).subscriptions).hasSize(2);
	}

	@Test
	void aClockThatIsSetBackDisturbsNobody() {
		SyncedStore store = open("alice", "first");
		this.wall.slept = Duration.ofDays(-400);
		this.scheduler.advance(Duration.ofSeconds(30));
		assertThat(this.server.lines).hasSize(1);
		add(store, "milk");
		assertThat(this.server.pushed).hasSize(1);
	}

	@Test
	void aUsersPendingWorkWaitsUntilTheyAreBack() {
		SyncedStore alices = open("alice", "main");
		this.client.goOffline();
		add(alices, "alices");
		this.client.switchUser(Credentials.basic("bob", "secret"));
		assertThat(alices.isClosed()).isTrue();
		this.client.goOnline();
		SyncedStore bobs = open("main");
		add(bobs, "bobs");
		assertThat(bobs.clientId()).isNotEqualTo(alices.clientId());
		assertThat(this.server.pushed).singleElement().asString().startsWith("bob").contains("bobs");
		assertThat(this.server.lines).last().extracting((line) -> line.user).isEqualTo("bob");
		this.client.switchUser(Credentials.basic("alice", "secret"));
		SyncedStore again = open("main");
		assertThat(again.clientId()).isEqualTo(alices.clientId());
		assertThat(this.server.pushed).hasSize(2).last().asString().startsWith("alice").contains("alices");
	}

	@Test
	void signingOutKeepsOrErasesWhatThereIs() {
		SyncedStore store = open("alice", "main");
		this.client.goOffline();
		add(store, "milk");
		this.client.logout(false);
		assertThatIllegalStateException().isThrownBy(() -> this.client.store("todo", "main"));
		this.client.switchUser(Credentials.basic("alice", "secret"));
		assertThat(open("main").pendingCount()).isEqualTo(1);
		this.client.logout(true);
		this.client.switchUser(Credentials.basic("alice", "secret"));
		SyncedStore erased = open("main");
		assertThat(erased.pendingCount()).isZero();
		assertThat(erased.clientId()).isNotEqualTo(store.clientId());
	}

	@Test
	void aStoreThatIsDescribedBeforeTheUserLeavesIsNotOpenedAfter() {
		open("alice", "main");
		SyncedStoreBuilder late = this.client.store("todo", "late").mutators(new TodoMutators());
		this.client.switchUser(Credentials.basic("bob", "secret"));
		assertThatIllegalStateException().isThrownBy(late::build).withMessageContaining("signed out");
		this.scheduler.advance(Duration.ofMinutes(1));
		assertThat(this.server.lines).hasSize(1);
	}

	private SyncedStore open(String user, String instance) {
		this.client = SyncedStoreClient.builder()
			.credentials(Credentials.basic(user, "secret"))
			.storage(ClientStorage.inFolder(this.folder))
			.customize((store) -> store.transport(this.server)
				.scheduler(this.scheduler)
				.clock(this.wall)
				.timings(SyncTimings.DEFAULTS.withoutWatchdogs())
				.listenerExecutor(Runnable::run))
			.build();
		return open(instance);
	}

	private SyncedStore open(String instance) {
		SyncedStore store = this.client.store("todo", instance)
			.mutators(new TodoMutators())
			.random(this.random)
			.build();
		this.scheduler.runDue();
		return store;
	}

	private void add(SyncedStore store, String id) {
		CompletableFuture<Void> confirmed = store
			.mutate(TodoMutators::addTodo, new AddTodo(id, "Buy " + id, false, null))
			.confirmed();
		this.scheduler.runDue();
		assertThat(confirmed.isCompletedExceptionally()).isFalse();
	}

	private void poke(AnsweringServer.Line line, String destination, String todo) {
		String subscription = line.subscriptions.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(destination))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
		Patch patch = new Patch("todos/" + todo, new StoredValue("{\"text\":\"" + todo + "\",\"completed\":false}"));
		Delta delta = new Delta("e", "c1", 1, 1, List.of(patch), Map.of(), List.of());
		line.listener.message(subscription, Map.of(), new WireCodec().writeDelta(delta));
		this.scheduler.runDue();
	}

	private static List<String> todos(SyncedStore store) {
		return store.query((ctx) -> ctx.table(TodoMutators.TODOS).scan().stream().map(Entry::key).toList());
	}

	/**
	 * The clock on the wall, which knows of sleep.
	 */
	private final class Wall extends Clock {

		private Duration slept = Duration.ZERO;

		@Override
		public Instant instant() {
			return SyncedStoreClientTests.this.scheduler.instant().plus(this.slept);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

}
