package dev.syncedstore.sample.battleship;

import java.time.Duration;

import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Turns that take too long, in a world whose clock the test sets.
 */
class TurnClockTests {

	private static final Duration TURN = Duration.ofSeconds(30);

	private static final Duration MOMENT = Duration.ofSeconds(5);

	private final Match match = Match.begun(TURN);

	private Game begun = Game.FRESH;

	@BeforeEach
	void look() {
		this.begun = this.match.game();
	}

	@AfterEach
	void close() {
		this.match.close();
	}

	// tag::time[]
	@Test
	void whoHasNotFiredInTimeHasLost() {
		String winner = this.match.waiting().userId();
		this.match.world.pass(TURN.minus(MOMENT));
		assertThat(this.match.game()).isEqualTo(this.begun);
		this.match.world.pass(MOMENT.multipliedBy(2));
		this.match.world.settle();
		assertThat(this.match.game()).isEqualTo(new Game(1, Phase.OVER, this.begun.turn(), winner, null));
		assertThat(this.match.carol).table(BattleshipMutators.SEEN).hasSize(10);
		assertThat(this.match.world).hasConverged();
	}
	// end::time[]

	@Test
	void everybodyIsToldWhenTheTurnEndsByTheClockOfTheServer() {
		long ends = this.match.world.clock().millis() + TURN.toMillis();
		assertThat(this.begun.turnEnds()).isBetween(ends - 2_000, ends);
		for (TestClient client : this.match.world.clients()) {
			assertThat(client).table(BattleshipMutators.GAME).containsEntry(BattleshipMutators.STATE, this.begun);
		}
	}

	@Test
	void aShotStopsTheClockAndStartsTheOthers() {
		this.match.world.pass(TURN.minus(MOMENT));
		this.match.fire("J1");
		Game next = this.match.game();
		assertThat(next.turnEnds()).isGreaterThan(Long.valueOf(String.valueOf(this.begun.turnEnds())));
		// The end of the first turn is due, and has nothing to end.
		this.match.world.pass(TURN.minus(MOMENT));
		assertThat(this.match.game()).isEqualTo(next);
		this.match.world.pass(MOMENT.multipliedBy(2));
		assertThat(this.match.game().winner()).isEqualTo(this.begun.turn());
	}

	@Test
	void anEndThatRunsAgainOrLateEndsNothingElse() {
		EndTurn end = new EndTurn(1, 0);
		TestMutation early = this.match.settled(this.match.world.server().mutate(TurnMutators::endTurn, end));
		assertThat(early).isRejectedWith(TurnMutators.NOT_YET);
		this.match.world.pass(TURN.plus(MOMENT));
		Game over = this.match.game();
		assertThat(over.phase()).isEqualTo(Phase.OVER);
		this.match.settled(this.match.world.server().mutate(TurnMutators::endTurn, end));
		assertThat(this.match.game()).isEqualTo(over);
		this.match.settled(this.match.alice.mutate(BattleshipMutators::rematch, new Rematch(1)));
		this.match.placeBoth();
		this.match.settled(this.match.world.server().mutate(TurnMutators::endTurn, end));
		assertThat(this.match.game().phase()).isEqualTo(Phase.PLAYING);
		assertThat(this.match.world.server().parkedActions().list(0, 10)).isEmpty();
	}

	@Test
	void aShotThatComesAfterTheTimeIsTooLate() {
		TestClient late = this.match.next();
		late.network().cut();
		TestMutation shot = late.mutate(BattleshipMutators::fire, new Fire(1, "J1"));
		this.match.world.pass(TURN.plus(MOMENT));
		late.network().mend();
		this.match.world.settle();
		assertThat(shot).isRejectedWith(BattleshipMutators.GAME_OVER);
		assertThat(this.match.world).hasConverged();
	}

	@Test
	void howLongATurnMayTakeIsSetOnTheServer() {
		try (Match slow = Match.begun()) {
			slow.world.pass(slow.turn.minus(MOMENT));
			assertThat(slow.game().phase()).isEqualTo(Phase.PLAYING);
			slow.world.pass(MOMENT.multipliedBy(2));
			assertThat(slow.game().phase()).isEqualTo(Phase.OVER);
		}
	}

	@Test
	void theClockOutlivesTheServer() {
		this.match.world.server().restart();
		this.match.world.pass(TURN.plus(MOMENT));
		this.match.world.settle();
		assertThat(this.match.game().phase()).isEqualTo(Phase.OVER);
	}

}
