package dev.syncedstore.test.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.client.Rejection;
import dev.syncedstore.client.StoreListener;
import dev.syncedstore.client.storage.MemoryStorage;
import dev.syncedstore.test.journal.Journal;
import dev.syncedstore.test.journal.Journal.Append;
import dev.syncedstore.test.transport.Fault;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client dies and goes on from an old copy of its storage, of which it does not know
 * that it is one.
 */
class CopiedClientTests {

	private final List<String> rejected = new ArrayList<>();

	private MemoryStorage disk = new MemoryStorage();

	private TestWorld world;

	private TestClient alice;

	@BeforeEach
	void start() {
		this.world = TestWorld.builder().mutators(Journal.class).stores((client, store) -> {
			store.storage(this.disk);
			store.listener(new StoreListener() {

				@Override
				public void rejected(Rejection rejection) {
					CopiedClientTests.this.rejected.add(Journal.tokenOf(rejection.args()));
				}

			});
		}).start();
		this.alice = this.world.client("alice");
		append("first");
		this.world.settle();
	}

	@Test
	void aCopyIsToldWhatBecameOfWhatItsOriginalHasSent() {
		this.alice.network().cut();
		this.alice.mutate(Journal::appendInVain, new Append("refused", "list"));
		MemoryStorage copy = this.disk.copy();
		append("original");
		this.alice.network().mend();
		this.world.waitUntil("both are processed", () -> this.world.server().version() == 3);
		dieAndGoOnFrom(copy);
		assertThat(this.rejected).isEmpty();
		append("copy");
		this.world.settle();
		assertThat(this.rejected).containsExactly("refused");
		assertThat(journal()).containsExactly("first", "original", "copy");
		assertThat(this.world).hasConverged();
	}

	@Test
	void whatACopyHasSentWithoutAnAnswerIsNotTakenForTheOriginals() {
		MemoryStorage copy = this.disk.copy();
		append("original");
		this.world.settle();
		dieAndGoOnFrom(copy);
		this.alice.network().cut();
		append("copy");
		this.world.pass(Duration.ofSeconds(5));
		dieAndGoOnFrom(this.disk.copy());
		this.alice.network().next(Fault.REQUEST_DROPPED);
		this.alice.network().mend();
		this.world.settle();
		assertThat(journal()).containsExactly("first", "original", "copy");
		assertThat(this.world).hasConverged();
	}

	@Test
	void nothingIsSeenTwiceWhileItIsNotKnownWhoseItIs() {
		this.alice.network().cut();
		append("shared");
		MemoryStorage copy = this.disk.copy();
		this.alice.network().mend();
		this.world.settle();
		dieAndGoOnFrom(copy);
		List<List<String>> seen = this.alice.watch((ctx) -> Journal.sight(ctx, "", 0, List.of()).journal());
		this.alice.network().next(Fault.ANSWER_LOST, Fault.ANSWER_LOST, Fault.ANSWER_LOST);
		this.world.settle();
		assertThat(seen).isNotEmpty().allSatisfy((one) -> assertThat(one).doesNotHaveDuplicates());
		assertThat(journal()).containsExactly("first", "shared");
	}

	private void append(String token) {
		this.alice.mutate(Journal::append, new Append(token, "list"));
	}

	private void dieAndGoOnFrom(MemoryStorage storage) {
		this.alice.crash();
		this.disk = storage;
		this.alice.start();
	}

	private List<String> journal() {
		return this.alice.query((ctx) -> Journal.sight(ctx, "", 0, List.of()).journal());
	}

}
