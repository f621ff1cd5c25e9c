package dev.syncedstore.server.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.syncedstore.server.engine.EngineFixture.firstPull;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.pullAfter;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

class PagingTests {

	private static PostgresLog postgres;

	/** With pages of 2 kB, to have many. */
	private static EngineFixture engine;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		EngineLimits limits = EngineFixture.limits();
		engine = EngineFixture.over(postgres.log(),
				(builder) -> builder.limits(new EngineLimits(limits.batchMutations(), limits.batchBytes(),
						limits.queuedPerSpace(), limits.queuedInTotal(), limits.queuedBytes(), limits.cacheBytes(),
						limits.cachedSpaceBytes(), limits.waitingPulls(), 2_000, limits.unacknowledged(),
						limits.attempts(), limits.retryAfter())));
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void allPagesTogetherAreEverything() {
		fill(100);
		Client client = new Client("alice", "c1");
		int pages = client.pull(this.space);
		assertThat(pages).isGreaterThan(4);
		assertThat(client.base).hasSize(100);
		assertThat(client.last.delta().maxIncludedVersion()).isEqualTo(1);
	}

	@Test
	void whatIsChangedWhilePagingIsInTheResult() {
		fill(100);
		Client client = new Client("alice", "c1");
		PullResponse page = client.begin(this.space);
		engine.push(this.space, "bob",
				request("c2", mutation(1, "remove", "{\"key\":\"f0\"}"), mutation(2, "remove", "{\"key\":\"f99\"}"),
						put(3, "f1", "new"), put(4, "f98", "new"), put(5, "added", "new"), put(6, "short-lived", "x"),
						mutation(7, "remove", "{\"key\":\"short-lived\"}")));
		client.end(this.space, page);
		assertThat(client.base).hasSize(99)
			.doesNotContainKeys("notes/f0", "notes/f99", "notes/short-lived")
			.containsEntry("notes/f1", "{\"text\":\"new\"}")
			.containsEntry("notes/f98", "{\"text\":\"new\"}")
			.containsEntry("notes/added", "{\"text\":\"new\"}");
		assertThat(client.last.delta().maxIncludedVersion()).isEqualTo(8);
		assertThat(client.last.delta().checkpoint())
			.isEqualTo(postgres.log().heads(List.of(this.space)).get(this.space).checkpoint());
	}

	@Test
	void aReplacingPullTellsOnlyOfDeletionsThatHappenMeanwhile() {
		fill(60);
		engine.push(this.space, "bob", request("c2", mutation(1, "remove", "{\"key\":\"f1\"}")));
		Client client = new Client("alice", "c1");
		PullResponse page = client.begin(this.space);
		engine.push(this.space, "bob", request("c2", mutation(2, "remove", "{\"key\":\"f2\"}")));
		client.end(this.space, page);
		assertThat(client.deleted).containsExactly("notes/f2");
		assertThat(client.base).hasSize(58);
	}

	@Test
	void aPullOfChangesAlsoComesInPages() {
		fill(10);
		Client client = new Client("alice", "c1");
		client.pull(this.space);
		engine.push(this.space, "bob",
				request("c2", mutation(1, "fill", "{\"prefix\":\"g\",\"from\":0,\"count\":100,\"size\":100}"),
						mutation(2, "remove", "{\"key\":\"f3\"}")));
		PullResponse page = client.begin(this.space);
		assertThat(page.reset()).isFalse();
		assertThat(page.delta().minIncludedVersion()).isEqualTo(2);
		engine.push(this.space, "bob", request("c2", put(3, "g0", "new"), mutation(4, "remove", "{\"key\":\"g1\"}")));
		client.end(this.space, page);
		assertThat(client.base).hasSize(10 + 100 - 2).containsEntry("notes/g0", "{\"text\":\"new\"}");
		assertThat(client.last.delta().minIncludedVersion()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void howeverWritesAndPagesMixTheClientEndsWithASnapshot(long seed) {
		fill(100);
		AtomicBoolean stop = new AtomicBoolean();
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
			Random random = new Random(seed);
			long id = 1;
			while (!stop.get()) {
				PushMutation[] mutations = new PushMutation[random.nextInt(1, 20)];
				for (int i = 0; i < mutations.length; i++) {
					mutations[i] = random(random, id++);
				}
				engine.push(this.space, "alice",
						EngineFixture.acknowledging(mutations[0].id() - 1, "writer", mutations));
			}
		});
		Client alice = new Client("alice", "reader");
		Client bob = new Client("bob", "other");
		List<Client> newcomers = new ArrayList<>();
		while (newcomers.size() < 15 || alice.last.delta().maxIncludedVersion() < 500) {
			alice.pull(this.space);
			bob.pull(this.space);
			Client newcomer = new Client("alice", "newcomer-" + newcomers.size());
			assertThat(newcomer.pull(this.space)).as("pages of a first pull").isGreaterThan(1);
			newcomers.add(newcomer);
		}
		stop.set(true);
		writer.join();
		alice.pull(this.space);
		bob.pull(this.space);
		newcomers.forEach((newcomer) -> newcomer.pull(this.space));
		Client fresh = new Client("alice", "fresh");
		fresh.pull(this.space);
		assertThat(alice.base).isEqualTo(fresh.base).isNotEmpty();
		assertThat(newcomers).allSatisfy((newcomer) -> assertThat(newcomer.base).isEqualTo(fresh.base));
		Client freshBob = new Client("bob", "fresh-bob");
		freshBob.pull(this.space);
		assertThat(bob.base).isEqualTo(freshBob.base);
		assertThat(fresh.base.keySet()).anyMatch((key) -> key.startsWith("$$pu/alice/"));
		assertThat(bob.base.keySet()).noneMatch((key) -> key.startsWith("$$"));
	}

	@Test
	void aPageHoldsForOneUserAndSpaceOnly() {
		fill(100);
		String page = engine.pull(this.space, "alice", firstPull("c1")).nextPage();
		assertThat(page).isNotNull();
		assertExpired(this.space, "bob", page);
		SpaceId other = EngineFixture.newSpace();
		engine.push(other, "alice", request("c1", put(1, "a", "1")));
		assertExpired(other, "alice", page);
		engine.pull(this.space, "alice", withPage(page));
	}

	@Test
	void whatIsNoPageHasExpired() {
		fill(100);
		PageToken token = PageToken.decode(engine.pull(this.space, "alice", firstPull("c1")).nextPage());
		assertThat(token).isNotNull();
		for (String page : List.of("", "x", "AAAA", token.encode() + "AA", token.encode().substring(2), "ü",
				"A".repeat(5_000), at(token, "$$so/notes/a").encode(), at(token, "$$pu/bob/notes/a").encode(),
				at(token, "$$pu/alice").encode(), at(token, "$$").encode())) {
			assertExpired(this.space, "alice", page);
		}
		for (String strange : List.of("\0", "\uD800", "nothing", "%", "'; DROP TABLE x; --", "$$pu/alice/")) {
			engine.pull(this.space, "alice", withPage(at(token, strange).encode()));
		}
	}

	@Test
	void aPageOfAnotherHistoryHasExpired() {
		fill(100);
		String page = engine.pull(this.space, "alice", firstPull("c1")).nextPage();
		update("epoch = 'other'");
		assertExpired(this.space, "alice", page);
	}

	@Test
	void aPageOfALaterMomentThanTheServersHasExpired() {
		fill(100);
		engine.push(this.space, "bob", request("c2", put(1, "a", "1")));
		String page = engine.pull(this.space, "alice", firstPull("c1")).nextPage();
		update("version = 1");
		assertExpired(this.space, "alice", page);
	}

	@Test
	void aPageExpiresWhenTracesOfDeletionsThatItStillNeedsAreGone() {
		fill(100);
		String page = engine.pull(this.space, "alice", firstPull("c1")).nextPage();
		engine.push(this.space, "bob", request("c2", mutation(1, "remove", "{\"key\":\"f99\"}")));
		update("horizon = 1");
		engine.pull(this.space, "alice", withPage(page));
		update("horizon = 2");
		assertExpired(this.space, "alice", page);
	}

	private void fill(int count) {
		engine.push(this.space, "filler", request("filler",
				mutation(1, "fill", "{\"prefix\":\"f\",\"from\":0,\"count\":" + count + ",\"size\":50}")));
	}

	private void update(String what) {
		postgres.sql()
			.sql("UPDATE synced_store.space SET " + what + " WHERE instance_id = ?")
			.param(this.space.instanceId())
			.update();
	}

	private static PageToken at(PageToken token, String key) {
		return new PageToken(token.userId(), token.space(), token.epoch(), token.minVersion(), token.reset(),
				token.deletionsAfter(), new ChangePosition(token.position().version(), key), token.seen());
	}

	private static PullRequest withPage(String page) {
		return new PullRequest(1, 1, "c1", "alice", 0, null, null, null, page);
	}

	private static void assertExpired(SpaceId space, String userId, String page) {
		Problem problem = EngineFixture.problem(
				engine.answer(space, userId, new PullRequest(1, 1, "c-" + userId, userId, 0, null, null, null, page)));
		assertThat(problem.code()).isEqualTo("page_expired");
		assertThat(problem.status()).isEqualTo(409);
	}

	private static PushMutation random(Random random, long id) {
		String key = "k" + random.nextInt(150);
		return switch (random.nextInt(5)) {
			case 0, 1 -> put(id, key, "x".repeat(random.nextInt(100)));
			case 2 -> mutation(id, "remove", "{\"key\":\"" + key + "\"}");
			case 3 -> mutation(id, "putEverywhere", "{\"key\":\"" + key + "\",\"text\":\"" + id + "\"}");
			default -> mutation(id, "rejectWithoutCode", "{}");
		};
	}

	/**
	 * What a client does with pages: it applies all of them, and only then has a new
	 * base.
	 */
	private static final class Client {

		private final String userId;

		private final String clientId;

		private final List<String> deleted = new ArrayList<>();

		private Map<String, String> base = new TreeMap<>();

		private PullResponse last;

		Client(String userId, String clientId) {
			this.userId = userId;
			this.clientId = clientId;
		}

		int pull(SpaceId space) {
			return end(space, begin(space));
		}

		PullResponse begin(SpaceId space) {
			return engine.pull(space, this.userId,
					(this.last != null) ? pullAfter(this.last, this.clientId) : firstPull(this.clientId));
		}

		int end(SpaceId space, PullResponse first) {
			Map<String, String> next = first.reset() ? new TreeMap<>() : new TreeMap<>(this.base);
			PullResponse page = first;
			int pages = 1;
			while (true) {
				for (Patch patch : page.delta().patches()) {
					if (patch.value() != null) {
						next.put(patch.key(), patch.value().json());
					}
					else {
						next.remove(patch.key());
						this.deleted.add(patch.key());
					}
				}
				if (page.nextPage() == null) {
					break;
				}
				assertThat(page.delta().minIncludedVersion()).isEqualTo(first.delta().minIncludedVersion());
				page = engine.pull(space, this.userId, new PullRequest(1, 1, this.clientId, this.userId, 0,
						page.delta().epoch(), null, null, page.nextPage()));
				pages++;
			}
			this.base = next;
			this.last = page;
			return pages;
		}

	}

}
