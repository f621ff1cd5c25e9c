package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.LetterMutators;
import dev.syncedstore.server.engine.LetterMutators.Letter;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.syncedstore.server.action.run.ActionsFixture.applicationCode;
import static dev.syncedstore.server.action.run.ActionsFixture.newId;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Actions that read and change other spaces. What somebody may not do there is in the
 * name of the space: {@code no-open}, {@code no-write}, {@code no-create},
 * {@code no-call}.
 */
class ActionsInOtherSpacesTests {

	private static PostgresLog postgres;

	private static ActionsFixture node;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		node = new ActionsFixture(postgres, postgres.log(), ActionsFixture.settings(Duration.ofSeconds(5), 2),
				(space, user, operation) -> !user.equals("alice")
						|| !space.instanceId().startsWith("no-" + operation.name().toLowerCase(Locale.ROOT)));
	}

	@AfterAll
	static void stop() {
		node.close();
		postgres.close();
	}

	@Test
	void anotherSpaceIsReadInAllVisibilitiesAndInTheUsersName() {
		SpaceId there = there("read");
		node.engine()
			.push(there, "alice", request("c1", mutation(1, "putEverywhere", "{\"key\":\"k\",\"text\":\"t\"}")));
		assertThat(node.served(this.space, "seeElsewhere", args(there, "k")).result())
			.isEqualTo("{\"shared\":\"t\",\"own\":\"t\",\"hidden\":\"t\",\"user\":\"alice\"}");
	}

	@Test
	void aSpaceThatDoesNotExistIsEmptyAndStaysSo() {
		SpaceId there = there("never");
		assertThat(node.served(this.space, "seeElsewhere", args(there, "k")).result()).contains("\"shared\":\"\"");
		boolean exists = postgres.log().read(there, (snapshot) -> snapshot.head().exists());
		assertThat(exists).isFalse();
	}

	@Test
	void anotherSpaceIsChangedAtOnceAndComesIntoBeingByThat() {
		SpaceId there = there("new");
		assertThat(node.served(this.space, "putElsewhere", args(there, "k")).result())
			.contains("\"shared\":\"from alice\"");
		assertThat(node.engine().note(there, "k")).isEqualTo("from alice");
		await().untilAsserted(() -> assertThat(node.engine().committed(there)).hasSize(1));
		assertThat(node.engine().committed(this.space)).as("nothing was done here").isEmpty();
	}

	@Test
	void itWorksBetweenStoreTypes() {
		SpaceId letters = new SpaceId("letters", UUID.randomUUID().toString());
		node.served(this.space, "writeLetter", "{\"space\":\"" + letters.instanceId() + "\",\"key\":\"Dear Bob\"}");
		Optional<Letter> letter = node.engine()
			.engine()
			.syncedStores()
			.read(letters, (ctx) -> ctx.table(LetterMutators.RECEIVED).get("100001"));
		assertThat(letter).contains(new Letter("Dear Bob", "alice"));
		assertThat(applicationCode(node.problem(this.space, "mutateTheWrongType", args(there("wrong"), "k"))))
			.isEqualTo("internal_error");
	}

	@Test
	void aRejectionThereIsThrownAndEndsTheActionUnlessItIsCaught() {
		SpaceId there = there("rejects");
		Problem problem = node.problem(this.space, "rejectElsewhere", args(there, "too_late"));
		assertThat(problem.code()).isEqualTo("action_failed");
		assertThat(problem.members()).containsEntry("application_code", "too_late")
			.containsEntry("application_message", "Not there");
		assertThat(node.engine().note(this.space, "before")).as("what was done before").isEqualTo("stays");
		SpaceId closed = there("no-write");
		node.served(this.space, "notePut", args(closed, "k"));
		assertThat(node.engine().note(this.space, "k")).isEqualTo("access_denied");
	}

	@ParameterizedTest
	@CsvSource({ "seeElsewhere, no-open, access_denied", "putElsewhere, no-open, access_denied",
			"putElsewhere, no-write, access_denied", "putElsewhere, no-create, access_denied",
			"seeElsewhere, no-write,", "putElsewhere, no-call," })
	void thePolicyOfTheOtherSpaceIsAsked(String action, String name, String code) {
		SpaceId there = there(name);
		String body = args(there, "k");
		if (code == null) {
			node.served(this.space, action, body);
		}
		else {
			assertThat(applicationCode(node.problem(this.space, action, body))).isEqualTo(code);
			assertThat(node.engine().note(there, "k")).isNull();
		}
		EngineFixture
			.served(node.call(this.space, "bob", action, new ActionRequest(1, 1, "bobs", "bob", newId(), body)));
	}

	@Test
	void creatingIsAskedOnlyOfWhatIsNotThere() {
		SpaceId there = there("no-create");
		node.engine().push(there, "bob", request("b1", put(1, "n", "v")));
		node.served(this.space, "putElsewhere", args(there, "k"));
		assertThat(node.engine().note(there, "k")).isEqualTo("from alice");
	}

	@Test
	void inItsOwnSpaceAnActionMayDoWhatItsUserMayNot() {
		SpaceId own = there("no-write");
		node.engine().push(own, "bob", request("b1", put(1, "n", "v")));
		node.served(own, "putElsewhere", args(own, "k"));
		assertThat(node.engine().note(own, "k")).isEqualTo("from alice");
	}

	@Test
	void whatIsDeletedRefuses() {
		SpaceId there = there("gone");
		node.engine().push(there, "bob", request("b1", put(1, "n", "v")));
		EngineFixture.join(node.engine().engine().syncedStores().delete(there));
		assertThat(applicationCode(node.problem(this.space, "putElsewhere", args(there, "k"))))
			.isEqualTo("space_deleted");
	}

	@Test
	void whatIsMadeThereIsToldToSubscribersThere() {
		SpaceId there = there("watched");
		node.engine().push(there, "bob", request("b1", put(1, "n", "v")));
		node.served(this.space, "putElsewhere", args(there, "k"));
		await().until(() -> node.engine().committed(there).size() == 2);
		assertThat(node.engine().committed(there).get(1).patches()).singleElement()
			.satisfies((patch) -> assertThat(patch.key()).isEqualTo("notes/k"));
	}

	private static SpaceId there(String name) {
		return new SpaceId("notes", name + "-" + UUID.randomUUID());
	}

	private static String args(SpaceId there, String key) {
		return "{\"space\":\"" + there.instanceId() + "\",\"key\":\"" + key + "\"}";
	}

}
