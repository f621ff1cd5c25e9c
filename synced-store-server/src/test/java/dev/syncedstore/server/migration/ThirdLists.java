package dev.syncedstore.server.migration;

import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;

/**
 * Lists in a version that knows nothing of the first one any more.
 */
@Schema(type = "list", version = 3)
@Mutators(type = "list")
public class ThirdLists {

	@Migration(to = 3)
	public static void nothing(MigrationSteps steps) {
		// There is nothing to do.
	}

	@Mutator
	public void add(MutationContext ctx, SecondLists.Put args) {
		ctx.table(SecondLists.ITEMS).set(args.id(), new SecondLists.Item(args.text(), args.seen()));
	}

}
