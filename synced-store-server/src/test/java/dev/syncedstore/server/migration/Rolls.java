package dev.syncedstore.server.migration;

import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.Table;

/**
 * Two versions of a store type in which it shows how often something was done.
 */
final class Rolls {

	static final String TYPE = "roll";

	static final Singleton<Total> TOTAL = Singleton.of("counts", "total", Total.class);

	private Rolls() {
	}

	record Line(String text) {
	}

	record Item(String text, int seen) {
	}

	record Total(int counted) {
	}

	record Fill(int from, int count) {
	}

	record Nothing() {
	}

	record By(int number) {
	}

	/**
	 * The first version.
	 */
	@Mutators(type = TYPE)
	public static class First {

		static final Table<Line> LINES = Table.of("lines", Line.class);

		@Mutator
		public void fill(MutationContext ctx, Fill args) {
			for (int i = args.from(); i < args.from() + args.count(); i++) {
				ctx.table(LINES).set("l" + i, new Line("line " + i));
			}
		}

	}

	/**
	 * The second version: each line is marked, and what was counted before has a number.
	 */
	@Schema(type = TYPE, version = 2)
	@Mutators(type = TYPE)
	public static class Second {

		static final Table<Item> LINES = Table.of("lines", Item.class);

		@Migration(to = 2)
		public static void marked(MigrationSteps steps) {
			steps.entries(First.LINES, (ctx, entry) -> entry.set(LINES, new Item(entry.value().text() + "!", 1)));
			steps.transform("count", Nothing.class, (args) -> new By(1));
		}

		@Mutator
		public void count(MutationContext ctx, By args) {
			int before = ctx.singleton(TOTAL).get().map(Total::counted).orElse(0);
			ctx.singleton(TOTAL).set(new Total(before + args.number()));
		}

	}

}
