package dev.syncedstore.sample.battleship;

import java.util.List;
import java.util.Optional;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.ServerRandom;
import dev.syncedstore.core.Table;

/**
 * The rules of Battleship. One game is one space; two users play in it, all others watch.
 * Where somebody's ships are is in their private table. So a client can check whether a
 * shot is allowed, and shows it in flight; what it has done only the server finds out.
 */
@Mutators(type = "battleship")
public class BattleshipMutators {

	// tag::tables[]
	/** How the game stands, under {@link #STATE}. */
	public static final Table<Game> GAME = Table.of("game", Game.class);

	/** The two players, by their seats, 1 and 2. */
	public static final Table<Player> PLAYERS = Table.of("players", Player.class);

	/** All shots of the round, by the seat of whom they were fired at, and the cell. */
	public static final Table<Shot> SHOTS = Table.of("shots", Shot.class);

	/** The ships that everybody may see, by the seat of their owner, and their kind. */
	public static final Table<SeenShip> SEEN = Table.of("seen", SeenShip.class);

	/** Each player's own ships: private, under {@link #MINE}. */
	public static final Table<Fleet> FLEETS = Table.of("fleet", Fleet.class);

	// end::tables[]

	/** The key of the one game that a space has. */
	public static final String STATE = "state";

	/** The key of the one fleet that a player has. */
	public static final String MINE = "mine";

	/** The code with which a third player is rejected. */
	public static final String GAME_FULL = "game_full";

	/** The code with which somebody is rejected who only watches. */
	public static final String NOT_A_PLAYER = "not_a_player";

	/** The code with which is rejected what was meant for another round. */
	public static final String ROUND_OVER = "round_over";

	/** The code with which a fleet is rejected that comes after the round has begun. */
	public static final String ALREADY_STARTED = "already_started";

	/** The code with which a fleet is rejected that has not one ship of each kind. */
	public static final String WRONG_SHIPS = "wrong_ships";

	/** The code with which a ship or a shot beyond the edge is rejected. */
	public static final String OFF_BOARD = "off_board";

	/** The code with which a fleet is rejected that has two ships in one cell. */
	public static final String SHIPS_OVERLAP = "ships_overlap";

	/** The code with which a shot or a resignation is rejected that comes too early. */
	public static final String NOT_STARTED = "not_started";

	/** The code with which a shot or a resignation is rejected that comes too late. */
	public static final String GAME_OVER = "game_over";

	/** The code with which a shot out of turn is rejected. */
	public static final String NOT_YOUR_TURN = "not_your_turn";

	/** The code with which a second shot at one cell is rejected. */
	public static final String FIRED_ALREADY = "fired_already";

	/** The code with which a rematch is rejected that comes too early. */
	public static final String NOT_OVER = "not_over";

	private static final List<String> SEATS = List.of("1", "2");

	/** Who has a seat already keeps it. */
	@Mutator(description = "Take one of the two seats")
	public void join(MutationContext ctx, Join args) {
		if (seatOf(ctx, ctx.userId()).isEmpty()) {
			ctx.table(PLAYERS).set(freeSeat(ctx), new Player(ctx.userId(), false));
		}
	}

	private static String freeSeat(MutationContext ctx) {
		for (String seat : SEATS) {
			if (!ctx.table(PLAYERS).has(seat)) {
				return seat;
			}
		}
		throw ctx.reject(GAME_FULL, "Two are playing already, but you can watch");
	}

	// tag::placeFleet[]
	@Mutator(description = "Place your fleet, which nobody else can see")
	public void placeFleet(MutationContext ctx, PlaceFleet args) {
		Game game = round(ctx, args.round());
		String seat = ownSeat(ctx);
		if (game.phase() != Phase.PLACING) {
			throw ctx.reject(ALREADY_STARTED, "The battle has begun: ships stay where they are");
		}
		Fleet fleet = new Fleet(args.ships());
		check(ctx, fleet);
		ctx.privateOfUser(ctx.userId()).table(FLEETS).set(MINE, fleet);
		ctx.table(PLAYERS).set(seat, new Player(ctx.userId(), true));
		if (isReady(ctx, other(seat))) {
			ctx.table(GAME).set(STATE, game.playing(null));
			ctx.onServer(ServerRandom.class, (random) -> TurnClock.start(ctx,
					game.playing(userOf(ctx, SEATS.get(random.nextInt(SEATS.size())))), 0));
		}
	}
	// end::placeFleet[]

	// tag::fire[]
	@Mutator(description = "Fire at a cell of the other player's sea")
	public void fire(MutationContext ctx, Fire args) {
		Game game = battle(ctx, args.round());
		String target = other(ownSeat(ctx));
		if (!ctx.userId().equals(game.turn())) {
			throw ctx.reject(NOT_YOUR_TURN, "It is not your turn");
		}
		if (!Cells.isCell(args.cell())) {
			throw ctx.reject(OFF_BOARD, "There is no such cell");
		}
		String key = target + "/" + args.cell();
		if (ctx.table(SHOTS).has(key)) {
			throw ctx.reject(FIRED_ALREADY, "You have fired there already");
		}
		Shot shot = new Shot(ctx.table(SHOTS).scan().size() + 1, null);
		ctx.table(SHOTS).set(key, shot);
		Game next = game.playing(userOf(ctx, target));
		ctx.table(GAME).set(STATE, next);
		if (ctx.isServer()) {
			ctx.table(SHOTS).set(key, new Shot(shot.number(), outcome(ctx, target, args.cell())));
			if (isDefeated(ctx, target)) {
				end(ctx, game.wonBy(ctx.userId()));
			}
			else {
				TurnClock.start(ctx, next, shot.number());
			}
		}
	}

	/** Only here somebody else's fleet is looked at, and only on the server. */
	private static Outcome outcome(MutationContext ctx, String target, String cell) {
		Optional<Ship> hit = fleet(ctx, target).shipAt(cell);
		if (hit.isEmpty()) {
			return Outcome.MISS;
		}
		if (!isSunk(ctx, target, hit.get())) {
			return Outcome.HIT;
		}
		reveal(ctx, target, hit.get());
		return Outcome.SUNK;
	}
	// end::fire[]

	@Mutator(description = "Give up")
	public void resign(MutationContext ctx, Resign args) {
		Game game = battle(ctx, args.round());
		end(ctx, game.wonBy(userOf(ctx, other(ownSeat(ctx)))));
	}

	/**
	 * That both want it is fine: the other one comes to the same round. Nobody has to
	 * play on, for nothing begins before both have placed their fleets again.
	 */
	@Mutator(description = "Begin another round")
	public void rematch(MutationContext ctx, Rematch args) {
		ownSeat(ctx);
		Game game = game(ctx);
		if (game.round() == args.round() + 1) {
			return;
		}
		if (round(ctx, args.round()).phase() != Phase.OVER) {
			throw ctx.reject(NOT_OVER, "This round is not over yet");
		}
		ctx.table(SHOTS).scan().forEach((shot) -> ctx.table(SHOTS).delete(shot.key()));
		ctx.table(SEEN).scan().forEach((ship) -> ctx.table(SEEN).delete(ship.key()));
		for (Entry<Player> player : ctx.table(PLAYERS).scan()) {
			String user = player.value().user();
			ctx.table(PLAYERS).set(player.key(), new Player(user, false));
			if (ctx.isServer() || user.equals(ctx.userId())) {
				ctx.privateOfUser(user).table(FLEETS).delete(MINE);
			}
		}
		ctx.table(GAME).set(STATE, game.nextRound());
	}

	static Game game(ReadContext ctx) {
		return ctx.table(GAME).get(STATE).orElse(Game.FRESH);
	}

	private static Game round(MutationContext ctx, int round) {
		Game game = game(ctx);
		if (game.round() != round) {
			throw ctx.reject(ROUND_OVER, "This was meant for another round");
		}
		return game;
	}

	private static Game battle(MutationContext ctx, int round) {
		Game game = round(ctx, round);
		return switch (game.phase()) {
			case PLACING -> throw ctx.reject(NOT_STARTED, "The battle has not begun yet");
			case OVER -> throw ctx.reject(GAME_OVER, "The battle is over");
			case PLAYING -> game;
		};
	}

	private static Optional<String> seatOf(ReadContext ctx, String user) {
		for (Entry<Player> player : ctx.table(PLAYERS).scan()) {
			if (player.value().user().equals(user)) {
				return Optional.of(player.key());
			}
		}
		return Optional.empty();
	}

	private static String ownSeat(MutationContext ctx) {
		return seatOf(ctx, ctx.userId()).orElseThrow(() -> ctx.reject(NOT_A_PLAYER, "You only watch this game"));
	}

	private static boolean isReady(ReadContext ctx, String seat) {
		return ctx.table(PLAYERS).get(seat).map(Player::ready).orElse(false);
	}

	private static String other(String seat) {
		return SEATS.get(1 - SEATS.indexOf(seat));
	}

	private static String userOf(ReadContext ctx, String seat) {
		return ctx.table(PLAYERS).get(seat).map(Player::user).orElse("");
	}

	static String opponentOf(ReadContext ctx, String user) {
		return seatOf(ctx, user).map((seat) -> userOf(ctx, other(seat))).orElse("");
	}

	private static void check(MutationContext ctx, Fleet fleet) {
		if (!fleet.isComplete()) {
			throw ctx.reject(WRONG_SHIPS, "A fleet has one ship of each kind");
		}
		if (!fleet.isOnBoard()) {
			throw ctx.reject(OFF_BOARD, "A ship is not on the board");
		}
		if (fleet.overlaps()) {
			throw ctx.reject(SHIPS_OVERLAP, "Two ships lie on top of each other");
		}
	}

	private static Fleet fleet(MutationContext ctx, String seat) {
		return ctx.privateOfUser(userOf(ctx, seat)).table(FLEETS).get(MINE).orElse(new Fleet(List.of()));
	}

	private static boolean isSunk(MutationContext ctx, String seat, Ship ship) {
		for (String cell : ship.cells()) {
			if (!ctx.table(SHOTS).has(seat + "/" + cell)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isDefeated(MutationContext ctx, String seat) {
		for (Ship ship : fleet(ctx, seat).ships()) {
			if (!isSunk(ctx, seat, ship)) {
				return false;
			}
		}
		return true;
	}

	private static void reveal(MutationContext ctx, String seat, Ship ship) {
		ctx.table(SEEN)
			.set(seat + "/" + ship.kind(),
					new SeenShip(ship.kind(), ship.bow(), ship.vertical(), isSunk(ctx, seat, ship)));
	}

	// tag::end[]
	/** Afterwards everybody may see where the ships were. */
	static void end(MutationContext ctx, Game over) {
		ctx.table(GAME).set(STATE, over);
		String winner = String.valueOf(over.winner());
		String loser = userOf(ctx, other(seatOf(ctx, winner).orElse("1")));
		ctx.mutateOther(LeaderboardMutators.ALL, LeaderboardMutators::count, new GameOver(winner, loser));
		if (ctx.isServer()) {
			SEATS.forEach((seat) -> fleet(ctx, seat).ships().forEach((ship) -> reveal(ctx, seat, ship)));
		}
	}
	// end::end[]

}
