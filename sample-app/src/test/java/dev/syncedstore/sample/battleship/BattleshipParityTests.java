package dev.syncedstore.sample.battleship;

import java.util.Random;

import dev.syncedstore.test.parity.MutatorParity;
import dev.syncedstore.test.parity.ParityReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BattleshipParityTests {

	private static final int CALLS = 300;

	@Test
	void theGameHasTheSameRulesInTheBrowser() {
		ParityReport report = MutatorParity.of(BattleshipMutators.class)
			.arguments(BattleshipMutators::join, (random) -> new Join())
			.arguments(BattleshipMutators::placeFleet,
					(random) -> new PlaceFleet(round(random.nextInt(5)),
							Fleets.random(new Random(random.nextInt(50))).ships()))
			.arguments(BattleshipMutators::fire,
					(random) -> new Fire(round(random.nextInt(5)), Cells.at(random.nextInt(11), random.nextInt(10))))
			.arguments(BattleshipMutators::resign, (random) -> new Resign(round(random.nextInt(5))))
			.arguments(BattleshipMutators::rematch, (random) -> new Rematch(round(random.nextInt(5))))
			.calls(CALLS)
			.run();
		assertThat(report.applied()).containsKeys("join", "placeFleet");
		assertThat(report.rejected()).containsKeys("placeFleet", "fire", "resign", "rematch");
	}

	private static int round(int chance) {
		return (chance == 0) ? 2 : 1;
	}

}
