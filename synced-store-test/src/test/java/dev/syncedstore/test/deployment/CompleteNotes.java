package dev.syncedstore.test.deployment;

import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;

/**
 * The third version once more, with all that leads to it.
 */
@Schema(type = "notes", version = 3)
@Mutators(type = "notes")
public class CompleteNotes {

	@Migration(to = 2)
	public static void lengths(MigrationSteps steps) {
		SecondNotes.lengths(steps);
	}

	@Migration(to = 3)
	public static void nothing(MigrationSteps steps) {
		// There is nothing to do.
	}

	@Mutator
	public void put(MutationContext ctx, SecondNotes.Put args) {
		ctx.table(SecondNotes.NOTES).set(args.id(), new SecondNotes.Note(args.text(), args.length()));
	}

}
