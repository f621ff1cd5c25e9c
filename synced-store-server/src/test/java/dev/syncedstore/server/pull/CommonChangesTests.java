package dev.syncedstore.server.pull;

import java.util.List;
import java.util.Random;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.CommonChanges;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.VersionedPatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read for all is, for each, what would have been read for that one.
 */
class CommonChangesTests {

	private static final List<String> USERS = List.of("al", "alice", "a_ice", "%", "zoe", "nobody");

	private static PostgresLog postgres;

	private static EngineFixture engine;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = EngineFixture.over(postgres.log());
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void thePageOfEachUserIsTheOneThatIsReadForItAlone() {
		Random random = new Random(7);
		for (int id = 1; id <= 120; id++) {
			engine.push(this.space, "al", request("c1", randomMutation(random, id)));
		}
		int compared = 0;
		for (int round = 0; round < 80; round++) {
			long version = random.nextInt(122);
			ChangePosition after = random.nextBoolean() ? ChangePosition.endOf(version)
					: new ChangePosition(version, "notes/k" + random.nextInt(10));
			long deletionsAfter = random.nextBoolean() ? version : 120;
			int maxBytes = random.nextBoolean() ? 1 << 20 : 1 + random.nextInt(2_000);
			compared += compare(after, deletionsAfter, maxBytes);
		}
		assertThat(compared).isEqualTo(80 * USERS.size());
	}

	@Test
	void whereSomebodyIsInTheMiddleOfPrivateChangesNothingIsCommon() {
		engine.push(this.space, "al", request("c1", put(1, "a", "x")));
		assertThat(common(new ChangePosition(1, "$$pu/al/notes/a"), 0, 1000)).isNull();
	}

	@Test
	void manyPrivateChangesAreNotReadForAll() {
		PushMutation[] mutations = new PushMutation[500];
		for (int round = 0; round < 5; round++) {
			for (int i = 0; i < mutations.length; i++) {
				long id = round * 500L + i + 1;
				mutations[i] = ofPrivate(id, "al", "k" + id);
			}
			engine.push(this.space, "al", request("c1", mutations));
		}
		assertThat(common(ChangePosition.endOf(0), 0, 1 << 20)).isNull();
		assertThat(common(ChangePosition.endOf(1_000), 0, 1 << 20)).isNotNull();
	}

	private int compare(ChangePosition after, long deletionsAfter, int maxBytes) {
		return postgres.log().read(this.space, (snapshot) -> {
			CommonChanges common = snapshot.commonChanges(after, deletionsAfter, maxBytes);
			assertThat(common).isNotNull();
			for (String user : USERS) {
				ChangePage alone = snapshot.changes(new ChangeQuery(user, after, deletionsAfter, maxBytes));
				ChangePage page = common.pageOf(user);
				assertThat(page).as("%s after %s, %s bytes", user, after, maxBytes).isEqualTo(alone);
				assertThat(page.changes()).extracting(VersionedPatch::patch)
					.allMatch((patch) -> !patch.key().startsWith("$$") || patch.key().startsWith("$$pu/" + user + "/"));
			}
			return USERS.size();
		});
	}

	private CommonChanges common(ChangePosition after, long deletionsAfter, int maxBytes) {
		return postgres.log().read(this.space, (snapshot) -> snapshot.commonChanges(after, deletionsAfter, maxBytes));
	}

	private static PushMutation randomMutation(Random random, long id) {
		String key = "k" + random.nextInt(12);
		return switch (random.nextInt(4)) {
			case 0 -> mutation(id, "remove", "{\"key\":\"" + key + "\"}");
			case 1 -> mutation(id, "putEverywhere", "{\"key\":\"" + key + "\",\"text\":\"" + id + "\"}");
			case 2 -> ofPrivate(id, USERS.get(random.nextInt(USERS.size() - 1)), key);
			default -> put(id, key, "x".repeat(random.nextInt(300)));
		};
	}

	private static PushMutation ofPrivate(long id, String owner, String key) {
		return mutation(id, "putPrivate",
				"{\"owner\":\"" + owner + "\",\"key\":\"" + key + "\",\"text\":\"of " + owner + "\"}");
	}

}
