package dev.syncedstore.sample.battleship;

import java.util.List;
import java.util.random.RandomGenerator;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.ServerRandom;
import dev.syncedstore.sample.action.GameActions;
import dev.syncedstore.test.simulation.MutatorCheck;
import dev.syncedstore.test.simulation.MutatorReport;
import dev.syncedstore.test.simulation.SettledSpace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three who do what they like, on bad lines: whatever they do, the game is in order.
 */
@Tag("one-jdk")
class BattleshipCheckTests {

	@Test
	void theMutatorsAreSoundAndTheGameIsAlwaysInOrder() {
		MutatorReport report = MutatorCheck.of(BattleshipMutators.class, LeaderboardMutators.class)
			.actions(new GameActions())
			.port(ServerRandom.class, (bound) -> bound - 1)
			.port(ServerClock.class, () -> 1_000_000)
			.arguments(BattleshipMutators::placeFleet, (random) -> new PlaceFleet(round(random), fleet(random).ships()))
			.arguments(BattleshipMutators::fire, (random) -> new Fire(round(random), Fleets.randomCell(random)))
			.arguments(BattleshipMutators::resign, (random) -> new Resign(seldom(random)))
			.arguments(BattleshipMutators::rematch, (random) -> new Rematch(round(random)))
			.afterwards(BattleshipCheckTests::isInOrder)
			.steps(300)
			.run();
		assertThat(report.applied()).containsKeys("join", "placeFleet", "fire", "resign", "rematch");
		assertThat(report.applied().get("fire")).isGreaterThan(20);
	}

	private static int round(RandomGenerator random) {
		return (random.nextInt(8) > 0) ? 1 : 2;
	}

	/** Or else nobody comes to fire. */
	private static int seldom(RandomGenerator random) {
		return (random.nextInt(20) > 0) ? 99 : 1;
	}

	private static Fleet fleet(RandomGenerator random) {
		return (random.nextInt(8) > 0) ? Fleets.random(random) : Fleets.anywhere(random);
	}

	private static void isInOrder(SettledSpace space) {
		space.read((ctx) -> {
			List<Entry<Player>> players = ctx.table(BattleshipMutators.PLAYERS).scan();
			List<String> users = players.stream().map((player) -> player.value().user()).toList();
			assertThat(users).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(2);
			Game game = ctx.table(BattleshipMutators.GAME).get(BattleshipMutators.STATE).orElse(Game.FRESH);
			List<Entry<Shot>> shots = ctx.table(BattleshipMutators.SHOTS).scan();
			List<Entry<SeenShip>> seen = ctx.table(BattleshipMutators.SEEN).scan();
			switch (game.phase()) {
				case PLACING -> assertThat(shots.size() + seen.size()).isZero();
				case PLAYING -> {
					assertThat(users).hasSize(2).contains(game.turn());
					assertThat(seen).allMatch((ship) -> ship.value().sunk());
				}
				case OVER -> {
					assertThat(users).hasSize(2).contains(game.winner());
					assertThat(seen).hasSize(10);
				}
			}
			assertThat(shots).extracting((shot) -> shot.value().number()).doesNotHaveDuplicates();
			shots.forEach((shot) -> assertThat(shot.value().outcome() == Outcome.MISS)
				.isEqualTo(fleet(ctx, shot.key().substring(0, 1)).shipAt(shot.key().substring(2)).isEmpty()));
			players.stream()
				.filter((player) -> player.value().ready())
				.forEach((player) -> assertThat(fleet(ctx, player.key()).isComplete()).isTrue());
			return true;
		});
	}

	private static Fleet fleet(ReadContext ctx, String seat) {
		String user = ctx.table(BattleshipMutators.PLAYERS).get(seat).orElseThrow().user();
		return ctx.privateOfUser(user)
			.table(BattleshipMutators.FLEETS)
			.get(BattleshipMutators.MINE)
			.orElse(new Fleet(List.of()));
	}

}
