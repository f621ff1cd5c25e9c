package dev.syncedstore.sample.battleship;

import java.time.Instant;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.Table;

/**
 * Lets nobody wait for ever: who has not fired in time has lost.
 */
public final class TurnClock {

	/** The rules of the game, as the server is set: clients have no use for them. */
	public static final Table<TurnLimit> RULES = Table.of("rules", TurnLimit.class);

	/** The key of how long a turn may take. */
	public static final String TURN = "turn";

	private static final TurnLimit TWO_MINUTES = new TurnLimit(120_000);

	// tag::clock[]
	/** Ends a turn that has taken too long. */
	public static final ActionName<EndTurn, Object> END_TURN = ActionName.of("endTurn", EndTurn.class, Object.class);

	/**
	 * A turn begins. Only the server's clock counts, so clients learn from it when it
	 * ends.
	 */
	static void start(MutationContext ctx, Game game, int shots) {
		ctx.onServer(ServerClock.class, (clock) -> {
			long ends = clock.millis() + ctx.serverOnly().table(RULES).get(TURN).orElse(TWO_MINUTES).millis();
			ctx.table(BattleshipMutators.GAME).set(BattleshipMutators.STATE, game.until(ends));
			ctx.enqueueActionAt(Instant.ofEpochMilli(ends), END_TURN, new EndTurn(game.round(), shots));
		});
	}
	// end::clock[]

	private TurnClock() {
	}

}
