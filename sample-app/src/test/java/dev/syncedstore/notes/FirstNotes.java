package dev.syncedstore.notes;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * Notes in the first version of an application.
 */
@Mutators(type = "notes")
public class FirstNotes {

	static final Table<Note> NOTES = Table.of("notes", Note.class);

	record Note(String text) {
	}

	record Write(String id, String text) {
	}

	@Mutator
	public void write(MutationContext ctx, Write args) {
		ctx.table(NOTES).set(args.id(), new Note(args.text()));
	}

}
