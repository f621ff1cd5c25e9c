package dev.syncedstore.benchmarks.engine;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;

/**
 * What callers push.
 */
@Mutators(type = ItemMutators.STORE_TYPE)
public class ItemMutators {

	static final String STORE_TYPE = "items";

	static final Table<Item> ITEMS = Table.of("items", Item.class);

	/**
	 * Write without reading, as adding something does.
	 * @param ctx the context
	 * @param args which item
	 */
	@Mutator(description = "Add an item")
	public void add(MutationContext ctx, EditItem args) {
		ctx.table(ITEMS).set(args.id(), Item.NONE.edited(args.text()));
	}

	/**
	 * Read, then write.
	 * @param ctx the context
	 * @param args which item
	 */
	@Mutator(description = "Edit an item")
	public void edit(MutationContext ctx, EditItem args) {
		TableWriter<Item> items = ctx.table(ITEMS);
		items.set(args.id(), items.get(args.id()).orElse(Item.NONE).edited(args.text()));
	}

}
