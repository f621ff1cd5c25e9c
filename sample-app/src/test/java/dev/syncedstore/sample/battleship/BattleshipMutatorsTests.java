package dev.syncedstore.sample.battleship;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.ServerRandom;
import dev.syncedstore.sample.action.GameActions;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestWorld;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The rules, with two players and somebody who watches.
 */
class BattleshipMutatorsTests {

	private Match match = new Match();

	@AfterEach
	void close() {
		this.match.close();
	}

	@Test
	void twoMayPlayAndTheThirdWatches() {
		this.match = Match.joined();
		assertThat(this.match.carol).table(BattleshipMutators.PLAYERS)
			.containsEntry("1", new Player("alice", false))
			.containsEntry("2", new Player("bob", false))
			.hasSize(2);
		refused("game_full", () -> this.match.carol.mutate(BattleshipMutators::join, new Join()));
		this.match.settled(this.match.alice.mutate(BattleshipMutators::join, new Join()));
		assertThat(this.match.carol).table(BattleshipMutators.PLAYERS).hasSize(2);
		refused("not_a_player", () -> place(this.match.carol, 1, Fleets.BOB.ships()));
	}

	@Test
	void ofThreeWhoJoinAtOnceTheLastIsToldThatTheGameIsFull() {
		List<TestClient> all = List.of(this.match.alice, this.match.bob, this.match.carol);
		List<TestMutation> joins = all.stream()
			.map((client) -> client.mutate(BattleshipMutators::join, new Join()))
			.toList();
		this.match.world.settle();
		assertThat(joins).filteredOn(TestMutation::isConfirmed).hasSize(2);
		assertThat(joins).filteredOn(TestMutation::isRejected)
			.singleElement()
			.satisfies((rejected) -> assertThat(rejected).isRejectedWith("game_full"));
		assertThat(this.match.world).hasConverged();
	}

	@Test
	void aFleetMustKeepToTheRules() {
		this.match = Match.joined();
		List<Ship> ships = new ArrayList<>(Fleets.ALICE.ships());
		refused("wrong_ships", () -> place(this.match.alice, 1, ships.subList(1, 5)));
		ships.set(4, ships.get(3));
		refused("wrong_ships", () -> place(this.match.alice, 1, ships));
		ships.set(4, new Ship(ShipKind.DESTROYER, "J10", true));
		refused("off_board", () -> place(this.match.alice, 1, ships));
		ships.set(4, new Ship(ShipKind.DESTROYER, "nowhere", true));
		refused("off_board", () -> place(this.match.alice, 1, ships));
		ships.set(4, new Ship(ShipKind.DESTROYER, "A5", false));
		refused("ships_overlap", () -> place(this.match.alice, 1, ships));
		refused("round_over", () -> place(this.match.alice, 2, Fleets.ALICE.ships()));
		ships.set(4, new Ship(ShipKind.DESTROYER, "A6", false));
		assertThat(this.match.settled(place(this.match.alice, 1, ships))).isConfirmed();
	}

	@Test
	void aFleetMayBePlacedAnewUntilTheOtherIsReadyToo() {
		this.match = Match.joined();
		place(this.match.alice, 1, Fleets.BOB.ships());
		this.match.world.settle();
		this.match.placeBoth();
		assertThat(this.match.alice).privateTable(BattleshipMutators.FLEETS).containsEntry("mine", Fleets.ALICE);
		refused("already_started", () -> place(this.match.alice, 1, Fleets.ALICE.ships()));
	}

	@Test
	void whoHasChangedTheFleetWithoutANetworkIsToldThatTheBattleHasBegun() {
		this.match = Match.joined();
		this.match.settled(place(this.match.alice, 1, Fleets.ALICE.ships()));
		this.match.alice.network().cut();
		TestMutation change = place(this.match.alice, 1, Fleets.BOB.ships());
		this.match.settled(place(this.match.bob, 1, Fleets.BOB.ships()));
		this.match.alice.network().mend();
		this.match.world.settle();
		assertThat(change).isRejectedWith("already_started");
		assertThat(this.match.alice).privateTable(BattleshipMutators.FLEETS).containsEntry("mine", Fleets.ALICE);
	}

	@Test
	void whoBeginsIsDrawnOnTheServerAndNobodyKnowsItBefore() {
		Set<String> first = new HashSet<>();
		for (int chosen = 0; chosen < 2; chosen++) {
			int number = chosen;
			try (TestWorld world = TestWorld.builder()
				.mutators(BattleshipMutators.class, LeaderboardMutators.class)
				.actions(new GameActions())
				.port(ServerRandom.class, (bound) -> number % bound)
				.start()) {
				for (String user : List.of("alice", "bob")) {
					world.client(user).mutate(BattleshipMutators::join, new Join());
					world.settle();
				}
				place(world.client("alice"), 1, Fleets.ALICE.ships());
				world.settle();
				place(world.client("bob"), 1, Fleets.BOB.ships());
				Game expected = new Game(1, Phase.PLAYING, null, null, null);
				assertThat(world.client("bob")).table(BattleshipMutators.GAME).containsEntry("state", expected);
				refused("not_your_turn", () -> fire(world.client("bob"), 1, "A1"));
				world.settle();
				Game begun = world.server()
					.query((ctx) -> ctx.table(BattleshipMutators.GAME).get("state").orElse(Game.FRESH));
				first.add(String.valueOf(begun.turn()));
				assertThat(world).hasConverged();
			}
		}
		assertThat(first).containsExactlyInAnyOrder("alice", "bob");
	}

	@Test
	void aShotIsInFlightUntilTheServerHasDecided() {
		this.match = Match.begun();
		TestClient shooter = this.match.next();
		TestClient target = this.match.waiting();
		String cell = this.match.target().ships().get(0).bow();
		fire(shooter, 1, cell);
		assertThat(this.match.shot(shooter, target, cell)).isEqualTo(new Shot(1, null));
		refused("not_your_turn", () -> fire(shooter, 1, "J1"));
		this.match.world.settle();
		for (TestClient client : List.of(this.match.alice, this.match.bob, this.match.carol)) {
			assertThat(this.match.shot(client, target, cell)).isEqualTo(new Shot(1, Outcome.HIT));
		}
		assertThat(this.match.game().turn()).isEqualTo(target.userId());
		assertThat(this.match.world).hasConverged();
	}

	@Test
	void oneFiresInTurnAtACellOfTheBoardAndNeverTwiceAtTheSame() {
		this.match = Match.begun();
		refused("not_your_turn", () -> fire(this.match.waiting(), 1, "A1"));
		refused("not_a_player", () -> fire(this.match.carol, 1, "A1"));
		refused("off_board", () -> fire(this.match.next(), 1, "K1"));
		refused("round_over", () -> fire(this.match.next(), 2, "A1"));
		TestClient first = this.match.next();
		TestClient second = this.match.waiting();
		this.match.fire("J1");
		this.match.fire("J1");
		assertThat(this.match.shot(this.match.carol, second, "J1")).isEqualTo(new Shot(1, Outcome.MISS));
		assertThat(this.match.shot(this.match.carol, first, "J1")).isEqualTo(new Shot(2, Outcome.MISS));
		refused("fired_already", () -> fire(first, 1, "J1"));
	}

	@Test
	void nobodyFiresBeforeBothFleetsArePlaced() {
		refused("not_started", () -> fire(this.match.alice, 1, "A1"));
		refused("not_started", () -> this.match.alice.mutate(BattleshipMutators::resign, new Resign(1)));
		refused("not_a_player", () -> this.match.alice.mutate(BattleshipMutators::rematch, new Rematch(1)));
	}

	@Test
	void twoDevicesOfOnePlayerHaveOneShotTogether() {
		this.match = Match.begun();
		TestClient device = this.match.next();
		TestClient other = this.match.world.client(device.userId(), "phone");
		this.match.world.settle();
		assertThat(other).privateTable(BattleshipMutators.FLEETS).hasSize(1);
		TestMutation one = fire(device, 1, "J1");
		TestMutation two = fire(other, 1, "J2");
		this.match.world.settle();
		assertThat(List.of(one, two)).filteredOn(TestMutation::isConfirmed).hasSize(1);
		assertThat(List.of(one, two)).filteredOn(TestMutation::isRejected)
			.singleElement()
			.satisfies((rejected) -> assertThat(rejected).isRejectedWith("not_your_turn"));
		assertThat(this.match.world).hasConverged();
	}

	@Test
	void aSunkShipIsShownToAllAndTheOthersAreNot() {
		this.match = Match.begun();
		Ship destroyer = this.match.target().ships().get(4);
		TestClient target = this.match.waiting();
		this.match.fire(destroyer.cells().get(0));
		this.match.fire("J1");
		assertThat(this.match.carol).table(BattleshipMutators.SEEN).isEmpty();
		this.match.fire(destroyer.cells().get(1));
		assertThat(this.match.shot(this.match.carol, target, destroyer.cells().get(0)).outcome())
			.isEqualTo(Outcome.HIT);
		assertThat(this.match.shot(this.match.carol, target, destroyer.cells().get(1)).outcome())
			.isEqualTo(Outcome.SUNK);
		String seat = (target == this.match.alice) ? "1" : "2";
		assertThat(this.match.carol).table(BattleshipMutators.SEEN)
			.containsOnly(Map.entry(seat + "/DESTROYER",
					new SeenShip(ShipKind.DESTROYER, destroyer.bow(), destroyer.vertical(), true)));
	}

	@Test
	void whoSinksTheLastShipHasWonAndBothFleetsAreShown() {
		this.match = Match.begun();
		String winner = this.match.next().userId();
		this.match.playToTheEnd();
		assertThat(this.match.game()).isEqualTo(new Game(1, Phase.OVER, null, winner, null));
		assertThat(this.match.carol).table(BattleshipMutators.SHOTS).hasSize(33);
		assertThat(this.match.carol).table(BattleshipMutators.SEEN).hasSize(10);
		List<Entry<SeenShip>> seen = this.match.carol.query((ctx) -> ctx.table(BattleshipMutators.SEEN).scan());
		assertThat(seen).filteredOn((ship) -> ship.value().sunk()).hasSize(5);
		assertThat(this.match.world).hasConverged().hasNoRejections();
		refused("game_over", () -> fire(this.match.alice, 1, "J10"));
		refused("game_over", () -> this.match.alice.mutate(BattleshipMutators::resign, new Resign(1)));
	}

	@Test
	void theLeaderboardCountsHowAGameHasEnded() {
		this.match = Match.begun();
		this.match.settled(this.match.alice.mutate(BattleshipMutators::resign, new Resign(1)));
		this.match.world.settle();
		TestClient anybody = this.match.world.client("dave", "", LeaderboardMutators.ALL);
		this.match.world.settle();
		assertThat(anybody).table(LeaderboardMutators.STANDINGS)
			.containsEntry("bob", new Standing(1, 0))
			.containsEntry("alice", new Standing(0, 1));
		refused("not_from_a_game", () -> anybody.mutate(LeaderboardMutators::count, new GameOver("dave", "bob")));
	}

	@Test
	void whoResignsHasLostWhosoeverTurnItIs() {
		this.match = Match.begun();
		refused("not_a_player", () -> this.match.carol.mutate(BattleshipMutators::resign, new Resign(1)));
		this.match.settled(this.match.alice.mutate(BattleshipMutators::resign, new Resign(1)));
		assertThat(this.match.game()).isEqualTo(new Game(1, Phase.OVER, null, "bob", null));
		assertThat(this.match.carol).table(BattleshipMutators.SEEN).hasSize(10);
	}

	@Test
	void aShotFiredWithoutANetworkCountsWhenItArrivesInTime() {
		this.match = Match.begun();
		TestClient shooter = this.match.next();
		TestClient target = this.match.waiting();
		shooter.network().cut();
		TestMutation shot = fire(shooter, 1, "J1");
		this.match.world.settle();
		assertThat(this.match.shot(shooter, target, "J1").outcome()).isNull();
		shooter.network().mend();
		this.match.world.settle();
		assertThat(shot).isConfirmed();
		assertThat(this.match.shot(target, target, "J1").outcome()).isEqualTo(Outcome.MISS);
	}

	@Test
	void aShotFiredWithoutANetworkIsTakenBackWhenTheBattleIsOver() {
		this.match = Match.begun();
		TestClient shooter = this.match.next();
		TestClient target = this.match.waiting();
		shooter.network().cut();
		TestMutation shot = fire(shooter, 1, "J1");
		this.match.settled(target.mutate(BattleshipMutators::resign, new Resign(1)));
		shooter.network().mend();
		this.match.world.settle();
		assertThat(shot).isRejectedWith("game_over");
		assertThat(shooter).table(BattleshipMutators.SHOTS).isEmpty();
		assertThat(this.match.world).hasConverged();
	}

	@Test
	void aShotOfTheLastRoundHitsNobodyInTheNext() {
		this.match = Match.begun();
		TestClient shooter = this.match.next();
		TestClient target = this.match.waiting();
		shooter.network().cut();
		TestMutation shot = fire(shooter, 1, "J1");
		this.match.settled(target.mutate(BattleshipMutators::resign, new Resign(1)));
		this.match.settled(target.mutate(BattleshipMutators::rematch, new Rematch(1)));
		shooter.network().mend();
		this.match.world.settle();
		assertThat(shot).isRejectedWith("round_over");
	}

	@Test
	void aRematchBeginsFromNothing() {
		this.match = Match.begun();
		refused("not_over", () -> this.match.alice.mutate(BattleshipMutators::rematch, new Rematch(1)));
		this.match.playToTheEnd();
		refused("not_a_player", () -> this.match.carol.mutate(BattleshipMutators::rematch, new Rematch(1)));
		refused("round_over", () -> this.match.alice.mutate(BattleshipMutators::rematch, new Rematch(7)));
		// Both want it at once.
		TestMutation one = this.match.alice.mutate(BattleshipMutators::rematch, new Rematch(1));
		TestMutation two = this.match.bob.mutate(BattleshipMutators::rematch, new Rematch(1));
		assertThat(this.match.alice).privateTable(BattleshipMutators.FLEETS).isEmpty();
		this.match.world.settle();
		assertThat(one).isConfirmed();
		assertThat(two).isConfirmed();
		assertThat(this.match.game()).isEqualTo(new Game(2, Phase.PLACING, null, null, null));
		assertThat(this.match.carol).table(BattleshipMutators.SHOTS).isEmpty();
		assertThat(this.match.carol).table(BattleshipMutators.SEEN).isEmpty();
		assertThat(this.match.carol).table(BattleshipMutators.PLAYERS)
			.containsEntry("1", new Player("alice", false))
			.containsEntry("2", new Player("bob", false));
		assertThat(this.match.world.server()).privateTable("bob", BattleshipMutators.FLEETS).isEmpty();
		this.match.placeBoth();
		this.match.playToTheEnd();
		assertThat(this.match.game().round()).isEqualTo(2);
		assertThat(this.match.game().phase()).isEqualTo(Phase.OVER);
		assertThat(this.match.world).hasConverged().hasNoRejections();
	}

	private static TestMutation place(TestClient client, int round, List<Ship> ships) {
		return client.mutate(BattleshipMutators::placeFleet, new PlaceFleet(round, ships));
	}

	private static TestMutation fire(TestClient client, int round, String cell) {
		return client.mutate(BattleshipMutators::fire, new Fire(round, cell));
	}

	/** The client, which has seen all, refuses it at once. */
	private static void refused(String code, ThrowingCallable call) {
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
