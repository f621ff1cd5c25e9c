package dev.syncedstore.benchmarks.engine;

import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;

/**
 * What is enqueued.
 */
@Actions(type = ItemMutators.STORE_TYPE)
public class ItemActions {

	/**
	 * Look at an item.
	 * @param ctx the context
	 * @param args which item
	 */
	@Action("Look at an item")
	public void look(ActionContext ctx, EditItem args) {
		ctx.table(ItemMutators.ITEMS).get(args.id());
	}

}
