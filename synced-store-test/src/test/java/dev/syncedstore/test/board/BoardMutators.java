package dev.syncedstore.test.board;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.Table;

/**
 * Cards that everybody can move, a note that each user has alone, and what the server
 * knows.
 */
@Mutators(type = "board")
public class BoardMutators {

	public static final Table<Card> CARDS = Table.of("cards", Card.class);

	public static final Table<Note> NOTES = Table.of("notes", Note.class);

	public static final Table<Stamp> STAMPS = Table.of("stamps", Stamp.class);

	@Mutator
	public void add(MutationContext ctx, Add args) {
		ctx.table(CARDS).set(args.id(), new Card(args.text(), "open"));
		ctx.onServer(ServerClock.class,
				(clock) -> ctx.serverOnly().table(STAMPS).set(args.id(), new Stamp(clock.millis())));
	}

	@Mutator
	public void move(MutationContext ctx, Move args) {
		Card card = ctx.table(CARDS).get(args.id()).orElseThrow(() -> ctx.reject("no_card", "It is gone"));
		ctx.table(CARDS).set(args.id(), new Card(card.text(), args.column()));
	}

	@Mutator
	public void remove(MutationContext ctx, Remove args) {
		ctx.table(CARDS).delete(args.id());
	}

	@Mutator
	public void note(MutationContext ctx, Note args) {
		ctx.privateOfUser(ctx.userId()).table(NOTES).set("mine", args);
	}

	/** A card. */
	public record Card(String text, String column) {
	}

	/** Something private. */
	public record Note(String text) {
	}

	/** When the server saw something. */
	public record Stamp(long millis) {
	}

	/** Arguments. */
	public record Add(String id, String text) {
	}

	/** Arguments. */
	public record Move(String id, String column) {
	}

	/** Arguments. */
	public record Remove(String id) {
	}

}
