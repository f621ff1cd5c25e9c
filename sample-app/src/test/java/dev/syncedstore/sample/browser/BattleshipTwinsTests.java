package dev.syncedstore.sample.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.battleship.BattleshipMutators;
import dev.syncedstore.sample.battleship.Fire;
import dev.syncedstore.sample.battleship.Fleets;
import dev.syncedstore.sample.battleship.Game;
import dev.syncedstore.sample.battleship.Join;
import dev.syncedstore.sample.battleship.LeaderboardMutators;
import dev.syncedstore.sample.battleship.Phase;
import dev.syncedstore.sample.battleship.PlaceFleet;
import dev.syncedstore.sample.battleship.Rematch;
import dev.syncedstore.sample.battleship.Resign;
import dev.syncedstore.sample.battleship.Ship;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page's mutators do what the Java client's do, in hundreds of positions of games
 * that three play at random: the same entries, or a refusal in the same words.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class BattleshipTwinsTests {

	private static final int CALLS = 1_000;

	private static final String RUN_ALL = """
			async (calls) => {
			  const { mutators } = await import('/battleship/mutators.js');
			  return calls.map(({ user, name, args, entries }) => {
			    const map = new Map(Object.entries(JSON.parse(entries)));
			    const access = (scope) => ({ name }) => ({
			      get: (key) => map.get(`${scope}${name}/${key}`),
			      has: (key) => map.has(`${scope}${name}/${key}`),
			      set: (key, value) => map.set(`${scope}${name}/${key}`, JSON.parse(JSON.stringify(value))),
			      delete: (key) => map.delete(`${scope}${name}/${key}`),
			      scan: () => [...map.keys()].filter((key) => key.startsWith(`${scope}${name}/`)).sort()
			        .map((key) => ({ key: key.slice(`${scope}${name}/`.length), value: map.get(key) }))
			    });
			    const ctx = {
			      userId: user,
			      table: access(''),
			      privateOfUser: (owner) => {
			        if (owner !== user) {
			          throw new Error('Not here');
			        }
			        return { table: access(`$$pu/${owner}/`) };
			      },
			      reject: (code, message) => {
			        throw Object.assign(new Error(message), { code });
			      }
			    };
			    try {
			      mutators[name](ctx, JSON.parse(args));
			      return JSON.stringify(Object.fromEntries(map));
			    } catch ({ code, message }) {
			      return `${code}: ${message}`;
			    }
			  });
			}""";

	private final Random random = new Random(5);

	private final Chromium chromium;

	private final String address;

	private final List<Map<String, String>> calls = new ArrayList<>();

	private final List<String> expected = new ArrayList<>();

	BattleshipTwinsTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.address = "http://localhost:" + port + "/battleship?game=twins";
	}

	@Test
	void thePagesMutatorsDoWhatTheJavaClientsDo() {
		try (TestWorld world = TestWorld.builder()
			.mutators(BattleshipMutators.class, LeaderboardMutators.class)
			.start()) {
			List<TestClient> clients = List.of(world.client("alice"), world.client("bob"), world.client("carol"));
			world.settle();
			while (this.calls.size() < CALLS) {
				callAnything(clients);
				world.settle();
			}
			assertThat(world.server().query(BattleshipTwinsTests::game).round()).isGreaterThan(2);
		}
		assertThat(this.expected).filteredOn((each) -> !each.startsWith("{"))
			.extracting((each) -> each.split(":")[0])
			.contains("not_your_turn", "fired_already", "round_over", "game_full", "not_a_player", "ships_overlap",
					"off_board", "not_over", "game_over", "not_started", "already_started", "wrong_ships");
		BattleshipPage page = BattleshipPage.open(this.chromium, new NewContextOptions(), this.address, "alice");
		List<?> results = (List<?>) page.page().evaluate(RUN_ALL, this.calls);
		for (int i = 0; i < CALLS; i++) {
			assertThat(comparable(String.valueOf(results.get(i)))).as("%s", this.calls.get(i))
				.isEqualTo(comparable(this.expected.get(i)));
		}
	}

	private void callAnything(List<TestClient> clients) {
		TestClient client = clients.get(this.random.nextInt(3));
		Game game = client.query(BattleshipTwinsTests::game);
		int round = game.round() + ((this.random.nextInt(20) == 0) ? 1 : 0);
		switch (this.random.nextInt(12)) {
			case 0 -> call(client, "join", BattleshipMutators::join, new Join());
			case 1, 2 -> call(client, "placeFleet", BattleshipMutators::placeFleet, new PlaceFleet(round, ships()));
			case 3 -> call(client, "rematch", BattleshipMutators::rematch, new Rematch(round));
			case 4 -> {
				if (this.random.nextInt(6) == 0) {
					call(client, "resign", BattleshipMutators::resign, new Resign(round));
				}
			}
			default -> call(client, "fire", BattleshipMutators::fire, new Fire(round, cell()));
		}
	}

	private static Game game(ReadContext ctx) {
		return ctx.table(BattleshipMutators.GAME)
			.get(BattleshipMutators.STATE)
			.orElse(new Game(1, Phase.PLACING, null, null));
	}

	private String cell() {
		return switch (this.random.nextInt(20)) {
			case 0 -> "K1";
			case 1 -> "B0";
			case 2 -> "xy";
			default -> (char) ('A' + this.random.nextInt(5)) + "" + (1 + this.random.nextInt(5));
		};
	}

	private List<Ship> ships() {
		return switch (this.random.nextInt(6)) {
			case 0 -> Fleets.anywhere(this.random).ships();
			case 1 -> this.random.nextBoolean() ? Fleets.OVERLAPPING.ships() : Fleets.ALICE.ships().subList(0, 4);
			default -> Fleets.random(this.random).ships();
		};
	}

	private <A> void call(TestClient client, String name, MutatorMethod<BattleshipMutators, A> mutator, A args) {
		this.calls.add(Map.of("user", client.userId(), "name", name, "args",
				JsonMapper.shared().writeValueAsString(args), "entries", entries(client)));
		try {
			client.mutate(mutator, args);
			this.expected.add(entries(client));
		}
		catch (MutationRejectedException ex) {
			this.expected.add(ex.code() + ": " + ex.getMessage());
		}
	}

	private static String entries(TestClient client) {
		return "{" + String.join(",",
				ModelEntries.of(client.store().snapshot().view())
					.all()
					.entrySet()
					.stream()
					.map((entry) -> "\"" + entry.getKey() + "\":" + entry.getValue())
					.toList())
				+ "}";
	}

	/** Entries as a tree, for the order of members is nobody's business. */
	private static Object comparable(String result) {
		return result.startsWith("{") ? JsonMapper.shared().readTree(result) : result;
	}

}
