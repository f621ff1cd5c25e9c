package dev.syncedstore.test.engine;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * The mutators of the contract: writes of every visibility, a deletion and a refusal.
 */
@Mutators(type = "contract-notes")
public class ContractNotes {

	/** The store type. */
	public static final String TYPE = "contract-notes";

	private static final Table<Note> NOTES = Table.of("notes", Note.class);

	/**
	 * Write everybody's note, the user's own and one of the server's.
	 * @param ctx the context
	 * @param args what to write
	 */
	@Mutator
	public void write(MutationContext ctx, Write args) {
		ctx.table(NOTES).set(args.key(), new Note(args.text()));
		ctx.privateOfUser(ctx.userId()).table(NOTES).set(args.key(), new Note("own " + args.text()));
		if (ctx.isServer()) {
			ctx.serverOnly().table(NOTES).set(args.key(), new Note("hidden " + args.text()));
		}
	}

	/**
	 * Delete everybody's note.
	 * @param ctx the context
	 * @param args which one
	 */
	@Mutator
	public void delete(MutationContext ctx, Delete args) {
		ctx.table(NOTES).delete(args.key());
	}

	/**
	 * Write, and refuse.
	 * @param ctx the context
	 * @param args what to write
	 */
	@Mutator
	public void refuse(MutationContext ctx, Write args) {
		write(ctx, args);
		throw ctx.reject("refused", "It is " + args.text());
	}

	/**
	 * A note.
	 *
	 * @param text its text
	 */
	public record Note(String text) {
	}

	/**
	 * Arguments.
	 *
	 * @param key which note
	 * @param text its text
	 */
	public record Write(String key, String text) {
	}

	/**
	 * Arguments.
	 *
	 * @param key which note
	 */
	public record Delete(String key) {
	}

}
