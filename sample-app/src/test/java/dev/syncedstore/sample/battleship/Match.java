package dev.syncedstore.sample.battleship;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.sample.action.GameActions;
import dev.syncedstore.sample.action.GameHooks;
import dev.syncedstore.sample.action.GameProperties;
import dev.syncedstore.test.transport.TrafficListener;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestWorld;

/**
 * A game in a world of its own: Alice and Bob play, Carol watches, and a spy reads all
 * that reaches them.
 */
final class Match implements AutoCloseable {

	final TestWorld world;

	final TestClient alice;

	final TestClient bob;

	final TestClient carol;

	private final List<String> toAlice = new ArrayList<>();

	private final List<String> toBob = new ArrayList<>();

	private final List<String> toCarol = new ArrayList<>();

	/** How long a turn may take. */
	final Duration turn;

	Match() {
		this(Duration.ofMinutes(2));
	}

	Match(Duration turn) {
		this.turn = turn;
		this.world = TestWorld.builder()
			.mutators(BattleshipMutators.class, LeaderboardMutators.class)
			.serverMutators(new TurnMutators())
			.hooks(new GameHooks(new GameProperties(turn)))
			.actions(new GameActions())
			.traffic(new TrafficListener() {

				@Override
				public void received(String userId, String text) {
					receivedBy(userId).add(text);
				}

			})
			.start();
		this.alice = this.world.client("alice");
		this.bob = this.world.client("bob");
		this.carol = this.world.client("carol");
	}

	/** Both have joined. */
	static Match joined() {
		return joined(new Match());
	}

	private static Match joined(Match match) {
		match.settled(match.alice.mutate(BattleshipMutators::join, new Join()));
		match.settled(match.bob.mutate(BattleshipMutators::join, new Join()));
		return match;
	}

	/** Both have placed their fleets. */
	static Match begun() {
		return begun(new Match());
	}

	/** Both have placed their fleets, and have little time. */
	static Match begun(Duration turn) {
		return begun(new Match(turn));
	}

	private static Match begun(Match match) {
		joined(match).placeBoth();
		return match;
	}

	/** Place both fleets for the round. */
	void placeBoth() {
		int round = game().round();
		settled(this.alice.mutate(BattleshipMutators::placeFleet, new PlaceFleet(round, Fleets.ALICE.ships())));
		settled(this.bob.mutate(BattleshipMutators::placeFleet, new PlaceFleet(round, Fleets.BOB.ships())));
	}

	/** All that has reached a user. */
	List<String> receivedBy(String userId) {
		return switch (userId) {
			case "alice" -> this.toAlice;
			case "bob" -> this.toBob;
			default -> this.toCarol;
		};
	}

	/** The game as the server has it. */
	Game game() {
		return this.world.server()
			.query((ctx) -> ctx.table(BattleshipMutators.GAME).get(BattleshipMutators.STATE).orElse(Game.FRESH));
	}

	/** Whose turn it is. */
	TestClient next() {
		return "alice".equals(game().turn()) ? this.alice : this.bob;
	}

	/** The other one. */
	TestClient waiting() {
		return (next() == this.alice) ? this.bob : this.alice;
	}

	/** The fleet of the one whose turn it is not. */
	Fleet target() {
		return (next() == this.alice) ? Fleets.BOB : Fleets.ALICE;
	}

	/** Whoever's turn it is fires. */
	TestMutation fire(String cell) {
		return settled(next().mutate(BattleshipMutators::fire, new Fire(game().round(), cell)));
	}

	/** The shot at a cell, as a client sees it. */
	Shot shot(TestClient client, TestClient target, String cell) {
		String seat = (target == this.alice) ? "1" : "2";
		return client.query((ctx) -> ctx.table(BattleshipMutators.SHOTS).get(seat + "/" + cell).orElseThrow());
	}

	/** One sinks all, the other fires beside. */
	void playToTheEnd() {
		List<String> cells = Fleets.cells(target());
		for (int i = 0; i < cells.size(); i++) {
			fire(cells.get(i));
			if (game().phase() == Phase.PLAYING) {
				// Neither fleet has a ship here.
				fire(Cells.at(i / 5, 5 + i % 5));
			}
		}
	}

	TestMutation settled(TestMutation mutation) {
		this.world.settle();
		return mutation;
	}

	@Override
	public void close() {
		this.world.close();
	}

}
