package dev.syncedstore.server.migration;

import java.util.List;

import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.MutatorCall;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.RawValue;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.Table;

/**
 * The same store type, changed in every way that migrations know.
 */
@Schema(type = "list", version = 2)
@Mutators(type = "list")
public class SecondLists {

	static final Table<Item> ITEMS = Table.of("lines", Item.class);

	static final Singleton<Total> TOTAL = Singleton.of("summary", "total", Total.class);

	record Item(String text, int seen) {
	}

	record Total(int items) {
	}

	record Put(String id, String text, int seen) {
	}

	@Migration(to = 2)
	public static void counted(MigrationSteps steps) {
		steps.entries(FirstLists.LINES, (ctx, entry) -> {
			if (entry.value().text().equals("poison")) {
				throw new IllegalStateException("This line can't be migrated");
			}
			entry.set(ITEMS, new Item(entry.value().text() + "!", 1));
		});
		steps.privateEntries(Table.of("lines", RawValue.class), (ctx, entry) -> entry.set(ITEMS,
				new Item(entry.value().text("text") + " of " + entry.owner(), 1)));
		steps.serverOnlyEntries(FirstLists.LINES, (ctx, entry) -> entry.delete());
		steps.once((ctx) -> ctx.singleton(TOTAL).set(new Total(ctx.table(ITEMS).scan().size())));
		steps.transform("add", FirstLists.Add.class, (args) -> new Put(args.id(), args.text() + "!", 1));
		steps.split("swap", FirstLists.Swap.class,
				(args) -> List.of(new MutatorCall("add", new Put(args.one(), "was " + args.other(), 2)),
						new MutatorCall("add", new Put(args.other(), "was " + args.one(), 2))));
		steps.rename("strike", "remove");
		steps.drop("ping");
	}

	@Mutator
	public void add(MutationContext ctx, Put args) {
		if (args.text().contains("refused")) {
			throw ctx.reject("refused", "No");
		}
		ctx.table(ITEMS).set(args.id(), new Item(args.text(), args.seen()));
	}

	@Mutator
	public void remove(MutationContext ctx, FirstLists.Id args) {
		ctx.table(ITEMS).delete(args.id());
	}

}
