package dev.syncedstore.maven.counter;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

@Mutators(type = "counter")
public class CounterMutators {

	static final Table<Count> COUNTS = Table.of("counts", Count.class);

	@Mutator
	public void add(MutationContext ctx, Count args) {
		int before = ctx.table(COUNTS).get("all").map(Count::value).orElse(0);
		ctx.table(COUNTS).set("all", new Count(before + args.value()));
	}

}
