package dev.syncedstore.test.history;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.test.tally.Tally;
import dev.syncedstore.test.transport.InProcessTransport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeletedSpaceTests {

	private final ClientsAndServer all = new ClientsAndServer();

	private final SyncedStore alice = this.all.client("alice");

	private final SyncedStore bob = this.all.client("bob");

	@Test
	void subscribersAreToldAtOnceAndDropWhatTheyHave() {
		add(this.alice);
		this.all.pass(Duration.ofSeconds(1));
		assertThat(this.bob.query(Tally::total)).isEqualTo(1);
		this.all.engine().syncedStores().delete(ClientsAndServer.SPACE).join();
		this.all.pass(Duration.ofSeconds(1));
		assertThat(this.alice.query(Tally::total)).isZero();
		assertThat(this.bob.query(Tally::total)).isZero();
	}

	@Test
	void whatIsPendingIsRejectedWithThatCode() {
		add(this.alice);
		this.all.pass(Duration.ofSeconds(1));
		InProcessTransport network = this.all.transports.get("bob");
		network.online(false);
		CompletableFuture<?> first = add(this.bob);
		CompletableFuture<?> second = add(this.bob);
		this.all.engine().syncedStores().delete(ClientsAndServer.SPACE).join();
		network.online(true);
		this.all.pass(Duration.ofMinutes(1));
		assertDeleted(first);
		assertDeleted(second);
		assertThat(this.bob.query(Tally::total)).isZero();
		CompletableFuture<?> later = add(this.alice);
		this.all.pass(Duration.ofMinutes(10));
		assertDeleted(later);
	}

	@Test
	void aClientThatComesToADeletedSpaceIsTold() {
		this.all.engine().syncedStores().delete(ClientsAndServer.SPACE).join();
		SyncedStore carol = this.all.client("carol");
		CompletableFuture<?> made = add(carol);
		this.all.pass(Duration.ofMinutes(1));
		assertDeleted(made);
	}

	private static void assertDeleted(CompletableFuture<?> confirmed) {
		assertThat(confirmed).isCompletedExceptionally();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(confirmed::join)
			.havingCause()
			.isInstanceOfSatisfying(MutationRejectedException.class,
					(rejection) -> assertThat(rejection.code()).isEqualTo("space_deleted"));
	}

	private static CompletableFuture<?> add(SyncedStore store) {
		return store.mutate(Tally::add, new Tally.Add(1)).confirmed();
	}

}
