package dev.syncedstore.server.pull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.CountingLog;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.pullAfter;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * After a restart all subscribers come at once, from the same place.
 */
class ManyPullsTests {

	private static final int SUBSCRIBERS = 1_000;

	private static final int MUTATIONS = 500;

	private static PostgresLog postgres;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
	}

	@AfterAll
	static void stop() {
		postgres.close();
	}

	@Test
	void aThousandSubscribersBehindByFiveHundredMutationsTakeFewReads() throws InterruptedException {
		List<PullRequest> requests = subscribersBehind();
		CountingLog log = new CountingLog(postgres.log());
		try (EngineFixture restarted = EngineFixture.over(log)) {
			List<PullResponse> answers = pullAll(restarted, requests);
			for (int i = 0; i < SUBSCRIBERS; i++) {
				PullResponse answer = answers.get(i);
				String user = "user" + i;
				assertThat(answer.reset()).isFalse();
				assertThat(answer.delta().maxIncludedVersion()).isEqualTo(SUBSCRIBERS + MUTATIONS);
				assertThat(answer.delta().lastMutationIds()).containsOnlyKeys("client" + i).containsValue(1L);
				assertThat(answer.delta().patches()).extracting(Patch::key)
					.filteredOn((key) -> key.startsWith("$$"))
					.containsExactlyElementsOf((i % 100 == 0) ? List.of("$$pu/" + user + "/notes/mine") : List.of());
				assertThat(answer.delta().patches()).hasSize(MUTATIONS - 10 + ((i % 100 == 0) ? 1 : 0));
			}
			assertThat(log.rangeReads()).isLessThanOrEqualTo(50);
			whoComesLaterSeesWhatWasCommittedMeanwhile(restarted, requests.get(1));
		}
	}

	private void whoComesLaterSeesWhatWasCommittedMeanwhile(EngineFixture restarted, PullRequest behind) {
		for (long id = MUTATIONS + 1; id <= MUTATIONS + 20; id++) {
			restarted.push(this.space, "writer", request("w", put(id, "late", "version " + id)));
			PullResponse answer = restarted.pull(this.space, "user1", behind);
			assertThat(answer.delta().maxIncludedVersion()).isEqualTo(SUBSCRIBERS + id);
			assertThat(answer.delta().patches()).filteredOn((patch) -> patch.key().equals("notes/late"))
				.extracting((patch) -> Objects.requireNonNull(patch.value()).json())
				.singleElement()
				.asString()
				.contains("version " + id);
		}
	}

	/** Each has pushed once and pulled; then others have changed much. */
	private List<PullRequest> subscribersBehind() {
		try (EngineFixture before = EngineFixture.over(postgres.log())) {
			List<CompletionStage<?>> pushes = new ArrayList<>();
			for (int i = 0; i < SUBSCRIBERS; i++) {
				pushes.add(before.pushing(this.space, "user" + i, request("client" + i, put(1, "k", "x"))));
			}
			pushes.forEach(EngineFixture::join);
			PullResponse last = before.pull(this.space, "user0", EngineFixture.firstPull("client0"));
			for (int from = 1; from <= MUTATIONS; from += 100) {
				PushMutation[] mutations = new PushMutation[100];
				for (int id = from; id < from + 100; id++) {
					mutations[id - from] = (id <= 10)
							? mutation(id, "putPrivate",
									"{\"owner\":\"user" + (id - 1) * 100 + "\",\"key\":\"mine\",\"text\":\"secret\"}")
							: put(id, "k" + id, "x".repeat(100));
				}
				before.push(this.space, "writer", request("w", mutations));
			}
			List<PullRequest> requests = new ArrayList<>();
			for (int i = 0; i < SUBSCRIBERS; i++) {
				PullRequest request = pullAfter(last, "client" + i);
				requests.add(new PullRequest(1, 1, request.clientId(), null, 1, request.epoch(), request.version(),
						request.checkpoint(), null));
			}
			return requests;
		}
	}

	private List<PullResponse> pullAll(EngineFixture engine, List<PullRequest> requests) throws InterruptedException {
		List<CompletionStage<Answer<PullResponse>>> answers = new ArrayList<>(
				Collections.nCopies(requests.size(), null));
		ExecutorService clients = Executors.newFixedThreadPool(8);
		CountDownLatch asked = new CountDownLatch(requests.size());
		for (int i = 0; i < requests.size(); i++) {
			int index = i;
			clients.execute(() -> {
				answers.set(index, engine.engine().pullService().pull(this.space, "user" + index, requests.get(index)));
				asked.countDown();
			});
		}
		asked.await();
		clients.shutdown();
		return answers.stream().map((answer) -> EngineFixture.served(EngineFixture.join(answer))).toList();
	}

}
