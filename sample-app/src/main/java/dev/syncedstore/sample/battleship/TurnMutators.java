package dev.syncedstore.sample.battleship;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ServerClock;

/**
 * What only the server can say about time.
 */
@Mutators(type = "battleship", serverOnly = true)
public class TurnMutators {

	/** The code with which the end of a turn is rejected that comes too early. */
	public static final String NOT_YET = "not_yet";

	// tag::endTurn[]
	/** May come again, and from anybody: what counts is whether the time is up. */
	@Mutator(description = "End the battle if a turn has taken too long")
	public void endTurn(MutationContext ctx, EndTurn args) {
		Game game = BattleshipMutators.game(ctx);
		boolean waits = game.phase() == Phase.PLAYING && game.round() == args.round()
				&& ctx.table(BattleshipMutators.SHOTS).scan().size() == args.shots();
		Long ends = game.turnEnds();
		if (!waits || ends == null) {
			return;
		}
		ctx.onServer(ServerClock.class, (clock) -> {
			if (clock.millis() < ends) {
				throw ctx.reject(NOT_YET, "There is time left to fire");
			}
		});
		BattleshipMutators.end(ctx, game.wonInTimeBy(BattleshipMutators.opponentOf(ctx, String.valueOf(game.turn()))));
	}
	// end::endTurn[]

}
