package dev.syncedstore.server.pull;

import java.util.List;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.syncedstore.server.engine.EngineFixture.firstPull;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users whose names are all but each other's.
 */
class VisibilityTests {

	private static final List<String> USERS = List.of("al", "alice", "Alice", "a_ice", "%", "a", "ali", "alice2",
			"ALICE");

	private static final SpaceId SPACE = EngineFixture.newSpace();

	private static PostgresLog postgres;

	private static EngineFixture engine;

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = EngineFixture.over(postgres.log());
		for (String user : USERS) {
			engine.push(SPACE, user,
					request("c-" + user,
							mutation(1, "putEverywhere",
									"{\"key\":\"" + user + "\",\"text\":\"secret of " + user + "\"}"),
							mutation(2, "putEverywhere", "{\"key\":\"same\",\"text\":\"secret of " + user + "\"}"),
							mutation(3, "put", "{\"key\":\"" + user + "\",\"text\":\"shared\"}"),
							mutation(4, "put", "{\"key\":\"same\",\"text\":\"shared\"}")));
		}
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "al", "alice", "Alice", "a_ice", "%", "a", "ali", "alice2", "ALICE", "nobody", "_____" })
	void nobodySeesAnybodyElsesPrivateEntriesNorServerOnlyOnes(String user) {
		PullResponse first = engine.pull(SPACE, user, firstPull("r-" + user));
		PullResponse sinceTheBeginning = engine.pull(SPACE, user,
				new PullRequest(1, 1, "r-" + user, user, 0, first.delta().epoch(), 0L, null, null));
		for (PullResponse response : List.of(first, sinceTheBeginning)) {
			int own = 0;
			for (var patch : response.delta().patches()) {
				String json = String.valueOf(patch.value().json());
				assertThat(patch.key()).doesNotStartWith("$$so/");
				if (patch.key().startsWith("$$")) {
					assertThat(patch.key()).startsWith("$$pu/" + user + "/notes/");
					assertThat(json).isEqualTo("{\"text\":\"secret of " + user + "\"}");
					own++;
				}
				else {
					assertThat(json).isEqualTo("{\"text\":\"shared\"}");
				}
			}
			assertThat(own).isEqualTo(USERS.contains(user) ? 2 : 0);
			assertThat(response.delta().patches()).hasSize(USERS.size() + 1 + own);
		}
	}

}
