package dev.syncedstore.server.migration;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * A store type as it was in its first version.
 */
@Mutators(type = "list")
public class FirstLists {

	static final Table<Line> LINES = Table.of("lines", Line.class);

	record Line(String text) {
	}

	record Add(String id, String text) {
	}

	record AddMany(String prefix, int from, int count) {
	}

	record Swap(String one, String other) {
	}

	record Id(String id) {
	}

	@Mutator
	public void add(MutationContext ctx, Add args) {
		Line line = new Line(args.text());
		ctx.table(LINES).set(args.id(), line);
		ctx.privateOfUser(ctx.userId()).table(LINES).set(args.id(), line);
		ctx.serverOnly().table(LINES).set(args.id(), line);
	}

	@Mutator
	public void addMany(MutationContext ctx, AddMany args) {
		for (int i = args.from(); i < args.from() + args.count(); i++) {
			ctx.table(LINES).set(args.prefix() + i, new Line("line " + i));
		}
	}

	@Mutator
	public void swap(MutationContext ctx, Swap args) {
		Line one = ctx.table(LINES).get(args.one()).orElseThrow();
		ctx.table(LINES).set(args.one(), ctx.table(LINES).get(args.other()).orElseThrow());
		ctx.table(LINES).set(args.other(), one);
	}

	@Mutator
	public void strike(MutationContext ctx, Id args) {
		ctx.table(LINES).delete(args.id());
	}

	@Mutator
	public void ping(MutationContext ctx, Id args) {
		ctx.table(LINES).set("ping", new Line(args.id()));
	}

}
