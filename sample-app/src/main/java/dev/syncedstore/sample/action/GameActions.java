package dev.syncedstore.sample.action;

import dev.syncedstore.sample.battleship.EndTurn;
import dev.syncedstore.sample.battleship.TurnMutators;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;

/**
 * The actions of the game.
 */
@Actions(type = "battleship")
public class GameActions {

	// tag::endTurn[]
	/**
	 * Whether the turn was taken meanwhile is for the mutator to say, which alone can't
	 * be overtaken.
	 */
	@Action("End the battle if a turn has taken too long")
	public void endTurn(ActionContext ctx, EndTurn args) {
		ctx.mutate(TurnMutators::endTurn, args);
	}
	// end::endTurn[]

}
