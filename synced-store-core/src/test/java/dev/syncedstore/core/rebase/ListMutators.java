package dev.syncedstore.core.rebase;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Table;

/**
 * A list of texts.
 */
@Mutators(type = "list")
public final class ListMutators {

	static final Table<Line> LINES = Table.of("lines", Line.class);

	@Mutator
	public void add(MutationContext ctx, Item args) {
		ctx.table(LINES).set(args.id(), new Line(args.text()));
	}

	@Mutator
	public void append(MutationContext ctx, Item args) {
		Line line = ctx.table(LINES)
			.get(args.id())
			.orElseThrow(() -> ctx.reject("line_not_found", "There is no line " + args.id()));
		ctx.table(LINES).set(args.id(), new Line(line.text() + args.text()));
	}

	@Mutator
	public void addThenFail(MutationContext ctx, Item args) {
		add(ctx, args);
		throw new IllegalStateException("A fault");
	}

	@Mutator
	public void recurse(MutationContext ctx, Item args) {
		if (ctx.table(LINES).has("deep")) {
			recurse(ctx, args);
		}
		add(ctx, args);
	}

	/** Copies the first line from an id on. */
	@Mutator
	public void copyNext(MutationContext ctx, Item args) {
		ctx.table(LINES)
			.scan(Scan.all().after(args.text()).limit(1))
			.forEach((next) -> ctx.table(LINES).set(args.id(), next.value()));
	}

	@Mutator
	public void remove(MutationContext ctx, Item args) {
		ctx.table(LINES).delete(args.id());
	}

	@Mutator
	public void note(MutationContext ctx, Item args) {
		ctx.privateOfUser(ctx.userId()).table(LINES).set(args.id(), new Line(ctx.userId() + args.text()));
	}

	/** What is stored. */
	public record Line(String text) {
	}

	/** What the mutators take. */
	public record Item(String id, String text) {
	}

}
