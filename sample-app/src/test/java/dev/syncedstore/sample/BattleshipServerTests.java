package dev.syncedstore.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.syncedstore.sample.battleship.Fleet;
import dev.syncedstore.sample.battleship.Fleets;
import dev.syncedstore.sample.battleship.Ship;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Battleship on the real server, played by scripts that keep to no rule.
 */
@SampleTest
class BattleshipServerTests {

	private final String game = "battleship/" + UUID.randomUUID();

	private final HttpSpace alice;

	private final HttpSpace bob;

	private final HttpSpace carol;

	private final HttpSpace leaderboard;

	BattleshipServerTests(@LocalServerPort int port) {
		this.alice = new HttpSpace(port, "alice", this.game);
		this.bob = new HttpSpace(port, "bob", this.game);
		this.carol = new HttpSpace(port, "carol", this.game);
		this.leaderboard = new HttpSpace(port, "alice", "leaderboard/all");
	}

	@Test
	void theServerRefusesWhatAClientShouldNotHaveSentAndSaysWhy() {
		assertThat(fire(this.alice, "A1")).isEqualTo("not_started: The battle has not begun yet");
		assertThat(this.alice.mutate("join", "{}")).isEmpty();
		assertThat(this.bob.mutate("join", "{}")).isEmpty();
		assertThat(this.carol.mutate("join", "{}")).isEqualTo("game_full: Two are playing already, but you can watch");
		assertThat(place(this.carol, Fleets.BOB.ships())).startsWith("not_a_player: ");
		assertThat(place(this.bob, Fleets.BOB.ships().subList(0, 4))).startsWith("wrong_ships: ");
		assertThat(place(this.bob, List.of(Fleets.BOB.ships().get(0), Fleets.BOB.ships().get(0))))
			.startsWith("wrong_ships: ");
		assertThat(this.bob.mutate("placeFleet",
				"{\"round\": 1, \"ships\": [{\"kind\": \"YACHT\", \"bow\": \"A1\", \"vertical\": true}]}"))
			.startsWith("invalid_args: ");
		assertThat(place(this.alice, Fleets.ALICE.ships())).isEmpty();
		assertThat(place(this.bob, Fleets.BOB.ships())).isEmpty();
		assertThat(place(this.bob, Fleets.BOB.ships())).startsWith("already_started: ");
		assertThat(fire(this.carol, "A1")).startsWith("not_a_player: ");
		assertThat(fire(waiting(), "A1")).isEqualTo("not_your_turn: It is not your turn");
		assertThat(fire(next(), "K1")).isEqualTo("off_board: There is no such cell");
		assertThat(fire(next(), "B4711")).startsWith("invalid_args: cell: ");
		HttpSpace first = next();
		assertThat(fire(first, "J1")).isEmpty();
		assertThat(fire(first, "J2")).startsWith("not_your_turn: ");
		assertThat(fire(next(), "J1")).isEmpty();
		assertThat(fire(first, "J1")).isEqualTo("fired_already: You have fired there already");
		assertThat(first.mutate("rematch", "{\"round\": 1}")).startsWith("not_over: ");
		assertThat(first.mutate("fire", "{\"round\": 2, \"cell\": \"A1\"}")).startsWith("round_over: ");
	}

	@Test
	void aPullTellsOfAFleetOnlyWhatWasSunk() {
		begin();
		Fleet target = (next() == this.alice) ? Fleets.BOB : Fleets.ALICE;
		HttpSpace shooter = next();
		List<String> cells = new ArrayList<>(Fleets.cells(target));
		Ship destroyer = target.ships().get(4);
		for (String cell : destroyer.cells()) {
			assertThat(shooter.pull() + this.carol.pull()).doesNotContain("\"bow\":\"" + destroyer.bow() + "\"");
			assertThat(fire(shooter, cell)).isEmpty();
			assertThat(fire(next(), "J" + (1 + cells.size() - cells.lastIndexOf(cell)))).isEmpty();
		}
		for (HttpSpace client : List.of(shooter, this.carol)) {
			String pulled = client.pull();
			assertThat(pulled).contains("\"bow\":\"" + destroyer.bow() + "\"").contains("\"outcome\":\"SUNK\"");
			target.ships()
				.subList(0, 4)
				.forEach((ship) -> assertThat(pulled).doesNotContain("\"bow\":\"" + ship.bow() + "\""));
		}
		assertThat(this.carol.pull()).doesNotContain("$$pu");
	}

	@Test
	void aResignedGameIsShownAndPlayedAgain() {
		begin();
		assertThat(this.bob.mutate("resign", "{\"round\": 1}")).isEmpty();
		assertThat(this.carol.value("game/state")).isEqualTo("{\"round\":1,\"phase\":\"OVER\",\"winner\":\"alice\"}");
		assertThat(this.carol.value("seen/1/CARRIER"))
			.isEqualTo("{\"kind\":\"CARRIER\",\"bow\":\"A1\",\"vertical\":true,\"sunk\":false}");
		assertThat(this.bob.mutate("rematch", "{\"round\": 1}")).isEmpty();
		assertThat(this.alice.mutate("rematch", "{\"round\": 1}")).isEmpty();
		assertThat(this.alice.value("game/state")).isEqualTo("{\"round\":2,\"phase\":\"PLACING\"}");
		assertThat(this.alice.value("$$pu/alice/fleet/mine")).isEmpty();
		assertThat(this.bob.value("seen/1/CARRIER")).isEmpty();
	}

	@Test
	void aGameTellsTheLeaderboardHowItEndedAndNobodyElseMay() {
		int before = victories("alice");
		begin();
		assertThat(this.bob.mutate("resign", "{\"round\": 1}")).isEmpty();
		await().until(() -> victories("alice") == before + 1);
		assertThat(this.leaderboard.mutate("count", "{\"winner\": \"alice\", \"loser\": \"bob\"}"))
			.isEqualTo("not_from_a_game: Only games know who has won");
		assertThat(victories("alice")).isEqualTo(before + 1);
	}

	private int victories(String user) {
		String standing = this.leaderboard.value("standings/" + user);
		return standing.isEmpty() ? 0 : JsonMapper.shared().readTree(standing).get("won").asInt();
	}

	private void begin() {
		this.alice.mutate("join", "{}");
		this.bob.mutate("join", "{}");
		place(this.alice, Fleets.ALICE.ships());
		place(this.bob, Fleets.BOB.ships());
	}

	private HttpSpace next() {
		return this.carol.value("game/state").contains("\"turn\":\"alice\"") ? this.alice : this.bob;
	}

	private HttpSpace waiting() {
		return (next() == this.alice) ? this.bob : this.alice;
	}

	private static String fire(HttpSpace client, String cell) {
		return client.mutate("fire", JsonMapper.shared().writeValueAsString(Map.of("round", 1, "cell", cell)));
	}

	private static String place(HttpSpace client, List<Ship> ships) {
		List<Map<String, Object>> list = ships.stream()
			.map((ship) -> Map.<String, Object>of("kind", ship.kind().name(), "bow", ship.bow(), "vertical",
					ship.vertical()))
			.toList();
		return client.mutate("placeFleet", JsonMapper.shared().writeValueAsString(Map.of("round", 1, "ships", list)));
	}

}
