package dev.syncedstore.test.tally;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Table;

/**
 * One number, in which everything shows that is done twice or not at all.
 */
@Mutators(type = "tally")
public class Tally {

	private static final Table<Total> TOTALS = Table.of("totals", Total.class);

	private static final String KEY = "all";

	@Mutator
	public void add(MutationContext ctx, Add args) {
		ctx.table(TOTALS).set(KEY, new Total(total(ctx) + args.amount()));
	}

	/** What it shows. */
	public static long total(ReadContext ctx) {
		return ctx.table(TOTALS).get(KEY).map(Total::value).orElse(0L);
	}

	/** Arguments. */
	public record Add(long amount) {
	}

	/** The number. */
	public record Total(long value) {
	}

}
