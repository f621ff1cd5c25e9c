package dev.syncedstore.notes;

import java.util.List;

import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.MutatorCall;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.Table;

/**
 * Notes in the second version, in which each says how long it is.
 */
@Schema(type = "notes", version = 2)
@Mutators(type = "notes")
public class SecondNotes {

	static final Table<Note> NOTES = Table.of("notes", Note.class);

	record Note(String text, int length) {
	}

	record Put(String id, String text, int length) {
	}

	@Migration(to = 2)
	public static void lengths(MigrationSteps steps) {
		steps.entries(FirstNotes.NOTES,
				(ctx, entry) -> entry.set(NOTES, new Note(entry.value().text(), entry.value().text().length())));
		steps.split("write", FirstNotes.Write.class,
				(args) -> List.of(new MutatorCall("put", new Put(args.id(), args.text(), args.text().length()))));
	}

	@Mutator
	public void put(MutationContext ctx, Put args) {
		ctx.table(NOTES).set(args.id(), new Note(args.text(), args.length()));
	}

}
