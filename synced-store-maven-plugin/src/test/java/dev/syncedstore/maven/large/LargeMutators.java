package dev.syncedstore.maven.large;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

@Mutators(type = "large")
public class LargeMutators {

	static final Table<Say> SAID = Table.of("said", Say.class);

	@Mutator
	public void say(MutationContext ctx, Say args) {
		ctx.table(SAID).set(padded(args), args);
	}

	private static String padded(Say args) {
		return String.format("%05d", args.times());
	}

}
