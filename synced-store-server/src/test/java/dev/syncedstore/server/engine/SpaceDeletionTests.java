package dev.syncedstore.server.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class SpaceDeletionTests {

	private static PostgresLog postgres;

	private static EngineFixture engine;

	private static SyncedStores stores;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = EngineFixture.over(postgres.log(),
				(builder) -> builder.deferredMutations(postgres.deferredMutations()));
		stores = engine.engine().syncedStores();
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void aDeletedSpaceAnswersSpaceDeletedToPushesAndPulls() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "x")));
		delete();
		assertThat(engine.pushProblem(this.space, "alice", request("c1", put(2, "a", "y"))).code())
			.isEqualTo("space_deleted");
		assertThat(engine.pushProblem(this.space, "bob", request("c2", put(1, "a", "y"))).status()).isEqualTo(410);
		assertThat(EngineFixture.problem(engine.answer(this.space, "alice", EngineFixture.firstPull("c1"))).code())
			.isEqualTo("space_deleted");
		assertThat(engine.note(this.space, "a")).isNull();
	}

	@Test
	void whoSubscribesIsToldByACommitWithADeletedHead() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "x")));
		delete();
		// Whoever called is told first.
		await().until(() -> engine.committed(this.space).size() == 2);
		CommittedBatch last = engine.committed(this.space).get(1);
		assertThat(last.head().deleted()).isTrue();
		assertThat(last.head().version()).as("a version of its own, for whoever compares versions").isEqualTo(2);
		assertThat(last.patches()).isEmpty();
	}

	@Test
	void anotherNodeThatHasTheSpaceCachedFindsItDeletedAndTellsItsSubscribers() {
		try (EngineFixture other = EngineFixture.over(postgres.log())) {
			other.push(this.space, "alice", request("c1", put(1, "a", "x")));
			delete();
			assertThat(other.pushProblem(this.space, "alice", request("c1", put(2, "a", "y"))).code())
				.isEqualTo("space_deleted");
			await().until(() -> other.committed(this.space).stream().anyMatch((batch) -> batch.head().deleted()));
		}
	}

	@Test
	void mutationsOfServerCodeAreRejected() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "x")));
		delete();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(
					() -> stores.mutate(this.space, NoteMutators::put, new NoteMutators.Put("a", "y"), Actor.system())
						.join())
			.withCauseInstanceOf(MutationRejectedException.class)
			.satisfies((failure) -> assertThat(((MutationRejectedException) failure.getCause()).code())
				.isEqualTo("space_deleted"));
	}

	@Test
	void whatWasCalledBeforeHappensBeforeAndWhatComesLaterIsRefused() {
		List<CompletableFuture<?>> before = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			before
				.add(stores.mutate(this.space, NoteMutators::put, new NoteMutators.Put("k" + i, "y"), Actor.system()));
		}
		CompletableFuture<?> deleted = stores.delete(this.space);
		CompletionStage<Answer<PushResponse>> later = engine.pushing(this.space, "alice",
				request("c1", put(1, "a", "x")));
		before.forEach(CompletableFuture::join);
		deleted.join();
		assertThat(EngineFixture.problem(EngineFixture.join(later)).code()).isEqualTo("space_deleted");
	}

	@Test
	void aPushIsEitherBeforeTheDeletionOrRefused() {
		engine.push(this.space, "alice", request("c0", increment(1, "n")));
		List<CompletionStage<Answer<PushResponse>>> answers = new ArrayList<>();
		try (EngineFixture other = EngineFixture.over(postgres.log())) {
			for (int i = 1; i <= 40; i++) {
				answers.add(((i % 2 == 0) ? engine : other).pushing(this.space, "alice",
						request("c" + i, increment(1, "n"))));
				if (i == 20) {
					answers.add(stores.delete(this.space).thenApply((none) -> Answer.unavailable("", Duration.ZERO)));
				}
			}
			answers.forEach(EngineFixture::join);
		}
		long served = answers.stream().map(EngineFixture::join).filter(Answer.Served.class::isInstance).count();
		long version = postgres.sql()
			.sql("SELECT version FROM synced_store.space WHERE instance_id = ?")
			.param(this.space.instanceId())
			.query(Long.class)
			.single();
		assertThat(version).as("one each, and the deletion's").isEqualTo(1 + served + 1);
	}

	@Test
	void anIdIsDeletedForEverAlsoBeforeItWasUsed() {
		delete();
		assertThat(engine.pushProblem(this.space, "alice", request("c1", put(1, "a", "x"))).code())
			.isEqualTo("space_deleted");
		delete();
		assertThat(EngineFixture.problem(engine.answer(this.space, "alice", EngineFixture.firstPull("c1"))).code())
			.isEqualTo("space_deleted");
	}

	@Test
	void inATransactionOfTheCallersItIsDeletedAfterTheCommit() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "x")));
		CompletableFuture<?> deleted = postgres.transactions().execute((status) -> {
			CompletableFuture<?> result = stores.delete(this.space);
			assertThat(engine.note(this.space, "a")).isEqualTo("x");
			return result;
		});
		deleted.join();
		assertThat(engine.note(this.space, "a")).isNull();
		assertThat(deferred()).isZero();
	}

	@Test
	void aTransactionThatRollsBackDeletesNothing() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "x")));
		CompletableFuture<?> deleted = postgres.transactions().execute((status) -> {
			status.setRollbackOnly();
			return stores.delete(this.space);
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(deleted::join)
			.withCauseInstanceOf(StoreUnavailableException.class);
		assertThat(engine.note(this.space, "a")).isEqualTo("x");
	}

	@Test
	void deferredMutationsOfADeletedSpaceAreRejectedAndNotKept() {
		delete();
		CompletableFuture<?> mutated = postgres.transactions()
			.execute((status) -> stores.mutate(this.space, NoteMutators::put, new NoteMutators.Put("a", "y"),
					Actor.system()));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(mutated::join)
			.withCauseInstanceOf(MutationRejectedException.class);
		await().until(() -> deferred() == 0);
	}

	@Test
	void spacesAreListedInPagesWithoutTheDeletedOnes() {
		List<SpaceId> made = new ArrayList<>();
		String prefix = this.space.instanceId();
		for (String suffix : List.of("a", "B", "b", "~", "0")) {
			SpaceId each = new SpaceId("notes", prefix + suffix);
			engine.push(each, "alice", request("c1", put(1, "a", "x")));
			made.add(each);
		}
		stores.delete(made.get(1)).join();
		SpaceId before = new SpaceId("notes", prefix);
		List<SpaceId> first = stores.list("notes", before, 2);
		assertThat(first).containsExactly(made.get(4), made.get(0));
		assertThat(stores.list("notes", first.get(1), 2)).containsExactly(made.get(2), made.get(3));
		assertThat(stores.list("notes", null, 1)).hasSize(1);
		assertThat(stores.list("other", null, 10)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> stores.list("notes", null, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> stores.list("other", before, 1));
	}

	private void delete() {
		stores.delete(this.space).join();
	}

	private int deferred() {
		return postgres.sql()
			.sql("SELECT count(*) FROM synced_store.deferred_mutation WHERE instance_id = ?")
			.param(this.space.instanceId())
			.query(Integer.class)
			.single();
	}

}
