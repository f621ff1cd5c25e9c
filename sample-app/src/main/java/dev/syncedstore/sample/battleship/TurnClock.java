package dev.syncedstore.sample.battleship;

import java.time.Instant;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.ServerClock;

/**
 * Lets nobody wait for ever: who has not fired in time has lost.
 */
public final class TurnClock {

	/** How long a turn may take. */
	public static final long TURN_MILLIS = 120_000;

	// tag::clock[]
	/** Ends a turn that has taken too long. */
	public static final ActionName<EndTurn, Object> END_TURN = ActionName.of("endTurn", EndTurn.class, Object.class);

	/**
	 * A turn begins. Only the server's clock counts, so clients learn from it when it
	 * ends.
	 */
	static void start(MutationContext ctx, Game game, int shots) {
		ctx.onServer(ServerClock.class, (clock) -> {
			long ends = clock.millis() + TURN_MILLIS;
			ctx.table(BattleshipMutators.GAME).set(BattleshipMutators.STATE, game.until(ends));
			ctx.enqueueActionAt(Instant.ofEpochMilli(ends), END_TURN, new EndTurn(game.round(), shots));
		});
	}
	// end::clock[]

	private TurnClock() {
	}

}
