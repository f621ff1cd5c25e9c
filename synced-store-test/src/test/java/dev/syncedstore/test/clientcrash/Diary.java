package dev.syncedstore.test.clientcrash;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * How often each line was written.
 */
@Mutators(type = "diary")
public class Diary {

	static final Table<Line> LINES = Table.of("lines", Line.class);

	@Mutator
	public void write(MutationContext ctx, Write args) {
		int before = ctx.table(LINES).get(args.id()).map(Line::times).orElse(0);
		ctx.table(LINES).set(args.id(), new Line(before + 1));
	}

	/** Arguments. */
	public record Write(String id) {
	}

	/** A line. */
	public record Line(int times) {
	}

}
