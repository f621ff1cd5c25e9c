package dev.syncedstore.benchmarks.server;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;

/**
 * What users of the benchmarks do: as little as possible, so that the engine is what
 * costs.
 */
@Mutators(type = "bench")
public class BenchmarkMutators {

	/** All there is. */
	public static final Table<Item> ITEMS = Table.of("items", Item.class);

	@Mutator(description = "Store an item")
	public void put(MutationContext ctx, Put args) {
		ctx.table(ITEMS).set(args.id(), new Item(args.text()));
	}

	@Mutator(description = "Store many items at once")
	public void fill(MutationContext ctx, Fill args) {
		TableWriter<Item> items = ctx.table(ITEMS);
		for (int number = args.from(); number < args.from() + args.count(); number++) {
			items.set("k" + number, new Item(number + args.text()));
		}
	}

}
