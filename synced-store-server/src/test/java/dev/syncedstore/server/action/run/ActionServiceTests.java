package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.ActionResponse;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.action.run.ActionsFixture.applicationCode;
import static dev.syncedstore.server.action.run.ActionsFixture.newId;
import static dev.syncedstore.server.action.run.ActionsFixture.request;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ActionServiceTests {

	private static PostgresLog postgres;

	private static ActionsFixture node;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		node = new ActionsFixture(postgres, postgres.log(), ActionsFixture.settings(Duration.ofSeconds(2), 3),
				(space, user, operation) -> operation != SpaceOperation.CALL || !user.equals("reader"));
	}

	@AfterAll
	static void stop() {
		node.close();
		postgres.close();
	}

	@Test
	void anActionChangesTheSpaceStepByStepAndReadsWhatItHasWritten() {
		ActionResponse response = node.served(this.space, "write", "{\"key\":\"n\"}");
		assertThat(response).isEqualTo(new ActionResponse("{\"count\":3}", 3));
		assertThat(node.engine().note(this.space, "nb")).isEqualTo("by alice");
		await().untilAsserted(() -> assertThat(node.engine().committed(this.space)).as("commits").hasSize(3));
	}

	@Test
	void anActionReadsAllThreeVisibilities() {
		node.engine()
			.push(this.space, "alice",
					EngineFixture.request("c1", mutation(1, "putEverywhere", "{\"key\":\"k\",\"text\":\"t\"}")));
		assertThat(served(node.call(this.space, "bob", "see",
				new ActionRequest(1, 1, "of-bob", "bob", newId(), "{\"key\":\"k\"}")))
			.result()).isEqualTo("{\"shared\":\"t\",\"own\":\"t\",\"hidden\":\"t\",\"user\":\"bob\"}");
	}

	@Test
	void whatTakesLongIsKeptAgainAndAgain() {
		try (ActionsFixture patient = new ActionsFixture(postgres, ActionsFixture.settings(Duration.ofMinutes(1), 3))) {
			patient.actions().gate = new CountDownLatch(1);
			ActionRequest request = request(newId(), "{\"key\":\"long\"}");
			CompletionStage<Answer<ActionResponse>> answer = patient.node()
				.service()
				.call(this.space, "alice", "slow", request);
			await().until(() -> patient.actions().begun("slow", "long") == 1);
			for (int renewal = 1; renewal <= 4; renewal++) {
				Instant lease = lease(request);
				patient.advance(ActionLease.RENEWAL);
				await("renewal " + renewal).until(() -> lease(request).isAfter(lease));
			}
			patient.actions().gate.countDown();
			assertThat(served(EngineFixture.join(answer)).result()).isEqualTo("{\"count\":1}");
		}
	}

	private static Instant lease(ActionRequest request) {
		return postgres.sql()
			.sql("SELECT leased_until FROM synced_store.action_call WHERE action_id = ?")
			.param(request.actionId())
			.query(Instant.class)
			.single();
	}

	@Test
	void anActionMayTakeAndReturnNothing() {
		assertThat(node.served(this.space, "nothing", "{}")).isEqualTo(new ActionResponse("{}", 0));
	}

	@Test
	void theApplicationsCodeAndMessageAreTold() {
		Problem problem = node.problem(this.space, "refuse", "{\"code\":\"shop_closed\",\"message\":\"On Sundays\"}");
		assertThat(problem.status()).isEqualTo(422);
		assertThat(problem.code()).isEqualTo("action_failed");
		assertThat(problem.members()).containsEntry("application_code", "shop_closed")
			.containsEntry("application_message", "On Sundays");
	}

	@Test
	void nothingOfAFaultIsToldButAReferenceToTheLog() {
		Problem problem = node.problem(this.space, "breakDown", "{\"key\":\"abc\"}");
		assertThat(applicationCode(problem)).isEqualTo("internal_error");
		assertThat(problem.toString()).doesNotContain("secret").contains("its log has the cause under ");
	}

	@Test
	void aRejectedMutationEndsTheActionAndWhatWasDoneBeforeStays() {
		Problem problem = node.problem(this.space, "rejected", "{\"code\":\"full\",\"message\":\"No room\"}");
		assertThat(problem.members()).containsEntry("application_code", "full")
			.containsEntry("application_message", "No room");
		assertThat(node.engine().note(this.space, "before")).isEqualTo("stays");
	}

	@Test
	void anActionMayGoOnAfterARejection() {
		assertThat(node.served(this.space, "goOnAfterRejection", "{\"code\":\"full\",\"message\":\"\"}").version())
			.isEqualTo(2);
		assertThat(node.engine().note(this.space, "rejected")).isEqualTo("full");
	}

	@Test
	void aRepeatedCallIsAnsweredAndNotRunAgain() {
		ActionRequest request = request(newId(), "{\"key\":\"once\"}");
		Answer<ActionResponse> first = node.call(this.space, "alice", "write", request);
		assertThat(node.call(this.space, "alice", "write", request)).isEqualTo(first);
		assertThat(node.actions().begun("write", "once")).isEqualTo(1);
		ActionRequest refused = request(newId(), "{\"code\":\"only_once\",\"message\":\"\"}");
		assertThat(node.call(this.space, "alice", "refuse", refused))
			.isEqualTo(node.call(this.space, "alice", "refuse", refused));
		assertThat(node.actions().begun("refuse", "only_once")).isEqualTo(1);
	}

	@Test
	void repetitionsAtTheSameTimeWaitForTheOneThatRunsAlsoOnAnotherNode() {
		ActionRequest request = request(newId(), "{\"key\":\"meanwhile\"}");
		List<CompletionStage<Answer<ActionResponse>>> answers = new ArrayList<>();
		try (ActionsFixture first = new ActionsFixture(postgres, ActionSettings.defaults());
				ActionsFixture other = new ActionsFixture(postgres, ActionSettings.defaults())) {
			first.actions().gate = new CountDownLatch(1);
			for (int i = 0; i < 5; i++) {
				answers.add(first.node().service().call(this.space, "alice", "slow", request));
			}
			await().until(() -> first.actions().begun("slow", "meanwhile") == 1);
			assertThat(EngineFixture.problem(other.call(this.space, "alice", "slow", request)).code())
				.isEqualTo("unavailable");
			first.actions().gate.countDown();
			assertThat(answers)
				.allSatisfy((answer) -> assertThat(served(EngineFixture.join(answer)).version()).isEqualTo(1));
			assertThat(served(other.call(this.space, "alice", "slow", request)).version()).isEqualTo(1);
			assertThat(other.actions().begun("slow", "meanwhile")).isZero();
			assertThat(first.engine().count(this.space, "meanwhile")).isEqualTo(1);
		}
	}

	@Test
	void whoGuessesAnothersActionIdGetsNothingOfIt() {
		String id = newId();
		node.call(this.space, "alice", "write", request(id, "{\"key\":\"mine\"}"));
		Answer<ActionResponse> answer = node.call(this.space, "bob", "see",
				new ActionRequest(1, 1, "bobs", "bob", id, "{\"key\":\"minea\"}"));
		assertThat(served(answer).result()).contains("\"user\":\"bob\"");
	}

	@Test
	void anActionIdThatAnotherCallHasIsRefused() {
		String id = newId();
		node.call(this.space, "alice", "nothing", request(id, "{}"));
		Problem problem = EngineFixture.problem(node.call(this.space, "alice", "see", request(id, "{\"key\":\"k\"}")));
		assertThat(problem.code()).isEqualTo("invalid_request");
		assertThat(problem.members()).containsEntry("field", "action_id");
	}

	@Test
	void anActionThatTakesTooLongIsEndedAndChangesNothingMore() {
		Problem problem = node.problem(this.space, "stubborn", "{\"key\":\"s\"}");
		assertThat(applicationCode(problem)).isEqualTo("timed_out");
		assertThat(node.engine().note(this.space, "s")).isNull();
		assertThat(node.served(this.space, "nothing", "{}").version()).as("the space is as it was").isZero();
	}

	@Test
	void onlyWhoMayCallCalls() {
		ActionRequest request = new ActionRequest(1, 1, "readers", "reader", newId(), "{}");
		assertThat(EngineFixture.problem(node.call(this.space, "reader", "nothing", request)).code())
			.isEqualTo("access_denied");
	}

	@Test
	void whatIsWrongWithARequestIsSaid() {
		assertThat(node.problem(this.space, "unheardOf", "{}").code()).isEqualTo("unknown_action");
		assertThat(node.problem(new SpaceId("unknown", "x"), "write", "{}").code()).isEqualTo("unknown_store_type");
		Problem invalid = node.problem(this.space, "write", "{\"key\":7}");
		assertThat(invalid.code()).isEqualTo("invalid_request");
		assertThat(invalid.members()).containsEntry("field", "args.key");
		assertThat(node.problem(this.space, "write", "{\"key\":\"" + "x".repeat(262_144) + "\"}").code())
			.isEqualTo("request_too_large");
		assertThat(problem("alice", new ActionRequest(2, 1, "c", null, newId(), "{}")))
			.isEqualTo("protocol_version_not_supported");
		assertThat(problem("alice", new ActionRequest(1, 7, "c", null, newId(), "{}")))
			.isEqualTo("schema_version_not_supported");
		assertThat(problem("alice", new ActionRequest(1, 1, "c", "bob", newId(), "{}"))).isEqualTo("user_mismatch");
	}

	@Test
	void theClientsOfOthersAndDeletedSpacesAreRefused() {
		node.engine().push(this.space, "alice", EngineFixture.request("of-alice", EngineFixture.increment(1, "n")));
		assertThat(problem("bob", new ActionRequest(1, 1, "of-alice", "bob", newId(), "{}")))
			.isEqualTo("client_of_another_user");
		node.engine().engine().syncedStores().delete(this.space).join();
		assertThat(problem("alice", request(newId(), "{}"))).isEqualTo("space_deleted");
	}

	private String problem(String user, ActionRequest request) {
		return EngineFixture.problem(node.call(this.space, user, "nothing", request)).code();
	}

	@Test
	void aCallWhoseNodeHasDiedIsInterruptedForGood() {
		String id = newId();
		postgres.sql()
			.sql("""
					INSERT INTO synced_store.action_call (user_id, action_id, store_type, instance_id, action, leased_until)
					VALUES ('alice', ?, 'notes', ?, 'nothing', now() - interval '1 second')""")
			.params(id, this.space.instanceId())
			.update();
		Answer<ActionResponse> answer = node.call(this.space, "alice", "nothing", request(id, "{}"));
		assertThat(applicationCode(EngineFixture.problem(answer))).isEqualTo("interrupted");
		assertThat(node.call(this.space, "alice", "nothing", request(id, "{}"))).isEqualTo(answer);
	}

	@Test
	void answersAreForgottenAfterTenMinutes() {
		String id = newId();
		node.call(this.space, "alice", "write", request(id, "{\"key\":\"again\"}"));
		String minutes = "SELECT extract(epoch FROM expires_at - ended_at) / 60 FROM synced_store.action_call WHERE action_id = ?";
		assertThat(postgres.sql().sql(minutes).param(id).query(Double.class).single()).isEqualTo(10.0);
		postgres.sql()
			.sql("UPDATE synced_store.action_call SET expires_at = now() WHERE action_id = ?")
			.param(id)
			.update();
		node.node().maintain();
		assertThat(postgres.sql().sql(minutes).param(id).query(Double.class).optional()).isEmpty();
		node.call(this.space, "alice", "write", request(id, "{\"key\":\"again\"}"));
		assertThat(node.actions().begun("write", "again")).isEqualTo(2);
	}

	@Test
	void whatIsUnderWayAtShutdownIsInterruptedAndAnswered() {
		ActionsFixture closing = new ActionsFixture(postgres, ActionSettings.defaults());
		closing.actions().gate = new CountDownLatch(1);
		ActionRequest request = request(newId(), "{\"key\":\"k\"}");
		CompletionStage<Answer<ActionResponse>> answer = closing.node()
			.service()
			.call(this.space, "alice", "slow", request);
		await().until(() -> closing.actions().begun("slow", "k") == 1);
		closing.node().close(Duration.ofMillis(50));
		assertThat(applicationCode(EngineFixture.problem(EngineFixture.join(answer)))).isEqualTo("interrupted");
		assertThat(EngineFixture.problem(closing.call(this.space, "alice", "nothing", request(newId(), "{}"))).code())
			.isEqualTo("unavailable");
		assertThat(node.call(this.space, "alice", "slow", request)).isEqualTo(EngineFixture.join(answer));
		closing.close();
	}

}
