package dev.syncedstore.sample.battleship;

import java.util.List;
import java.util.stream.Stream;

import dev.syncedstore.core.Entry;
import dev.syncedstore.test.world.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What reaches whom, byte by byte: of the other fleet nothing but what was hit.
 */
class FleetPrivacyTests {

	@Test
	void nothingOfAFleetReachesAnybodyElseBeforeItIsSunk() {
		try (Match match = Match.begun()) {
			TestClient shooter = match.next();
			TestClient target = match.waiting();
			Fleet fleet = match.target();
			for (Ship ship : fleet.ships()) {
				for (String cell : ship.cells()) {
					assertThat(seenBy(match, shooter)).doesNotContain(bow(ship));
					assertThat(seenBy(match, match.carol)).doesNotContain(bow(ship));
					match.fire(cell);
					if (match.game().phase() == Phase.PLAYING) {
						match.fire(beside(match));
					}
				}
				assertThat(seenBy(match, shooter)).contains(bow(ship));
				assertThat(seenBy(match, match.carol)).contains(bow(ship));
			}
			assertThat(match.game().winner()).isEqualTo(shooter.userId());
			// The spy is no good if it doesn't see what may be seen.
			assertThat(seenBy(match, target)).contains(bow(fleet.ships().get(0)), "$$pu/" + target.userId());
			assertThat(seenBy(match, shooter)).doesNotContain("$$pu/" + target.userId());
			assertThat(seenBy(match, match.carol)).doesNotContain("$$pu");
		}
	}

	@Test
	void norDoesItReachWhoComesLater() {
		try (Match match = Match.begun()) {
			match.fire("J1");
			match.world.client("dave");
			TestClient again = match.world.client("carol", "phone");
			match.world.settle();
			List<Entry<Shot>> shots = again.query((ctx) -> ctx.table(BattleshipMutators.SHOTS).scan());
			assertThat(shots).hasSize(1);
			Stream.concat(Fleets.ALICE.ships().stream(), Fleets.BOB.ships().stream())
				.forEach((ship) -> assertThat(String.join("\n", match.receivedBy("carol"))).doesNotContain(bow(ship))
					.doesNotContain("$$pu"));
		}
	}

	private static String seenBy(Match match, TestClient client) {
		return String.join("\n", match.receivedBy(client.userId()));
	}

	/** How a ship appears on the wire, wherever it does. */
	private static String bow(Ship ship) {
		return "\"kind\":\"" + ship.kind() + "\",\"bow\":\"" + ship.bow() + "\"";
	}

	private static String beside(Match match) {
		List<String> used = match.carol.query((ctx) -> ctx.table(BattleshipMutators.SHOTS).scan())
			.stream()
			.map((shot) -> shot.key().substring(2))
			.toList();
		return Stream.iterate(0, (i) -> i + 1)
			.map((i) -> Cells.at(i / 5, 5 + i % 5))
			.filter((cell) -> !used.contains(cell))
			.findFirst()
			.orElseThrow();
	}

}
