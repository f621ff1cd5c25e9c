package dev.syncedstore.server.engine;

import java.time.Instant;
import java.util.List;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Table;

/**
 * Mutators that do what tests need done, good and bad.
 */
@Mutators(type = "notes")
public class NoteMutators {

	public static final Table<Note> NOTES = Table.of("notes", Note.class);

	public static final Table<Count> COUNTS = Table.of("counts", Count.class);

	public static final ActionName<Key, Nothing> TICK = ActionName.of("tick", Key.class, Nothing.class);

	public static final ActionName<Key, Nothing> MISSING = ActionName.of("missing", Key.class, Nothing.class);

	public record Note(String text) {
	}

	public record Count(int value) {
	}

	public record Put(String key, String text) {
	}

	public record PutPrivate(String owner, String key, String text) {
	}

	public record Key(String key) {
	}

	public record Rejection(String code, String message) {
	}

	public record Fill(String prefix, int from, int count, int size) {
	}

	public record At(String key, Instant time) {
	}

	public record Nothing() {
	}

	@Mutator
	public void put(MutationContext ctx, Put args) {
		ctx.table(NOTES).set(args.key(), new Note(args.text()));
	}

	@Mutator
	public void putPrivate(MutationContext ctx, PutPrivate args) {
		ctx.privateOfUser(args.owner()).table(NOTES).set(args.key(), new Note(args.text()));
	}

	@Mutator
	public void putEverywhere(MutationContext ctx, Put args) {
		Note note = new Note(args.text());
		ctx.table(NOTES).set(args.key(), note);
		ctx.privateOfUser(ctx.userId()).table(NOTES).set(args.key(), note);
		ctx.serverOnly().table(NOTES).set(args.key(), note);
	}

	@Mutator
	public void remove(MutationContext ctx, Key args) {
		ctx.table(NOTES).delete(args.key());
	}

	/** Exactly once shows here: a second run would be one too many. */
	@Mutator
	public void increment(MutationContext ctx, Key args) {
		int value = ctx.table(COUNTS).get(args.key()).map(Count::value).orElse(0);
		ctx.table(COUNTS).set(args.key(), new Count(value + 1));
	}

	@Mutator
	public void enqueue(MutationContext ctx, Key args) {
		increment(ctx, args);
		ctx.enqueueAction(TICK, args);
	}

	@Mutator
	public void enqueueAt(MutationContext ctx, At args) {
		ctx.enqueueActionAt(args.time(), TICK, new Key(args.key()));
	}

	@Mutator
	public void enqueueAndReject(MutationContext ctx, Key args) {
		ctx.enqueueAction(TICK, args);
		throw ctx.reject("changed_my_mind", "No");
	}

	@Mutator
	public void enqueueMissing(MutationContext ctx, Key args) {
		ctx.enqueueAction(MISSING, args);
	}

	/** Counts what a scan finds, to compare the ways in which ranges are read. */
	@Mutator
	public void countNotes(MutationContext ctx, Key prefix) {
		List<Entry<Note>> found = ctx.table(NOTES).scan(Scan.prefix(prefix.key()));
		ctx.table(COUNTS).set("notes", new Count(found.size()));
	}

	/** Does not take no for an answer. */
	@Mutator
	public void scanAnyway(MutationContext ctx, Key prefix) {
		try {
			ctx.table(NOTES).scan(Scan.prefix(prefix.key()));
			ctx.table(NOTES).scan(Scan.prefix(prefix.key()));
		}
		catch (RuntimeException ex) {
			// As if nothing had happened.
		}
	}

	/** Ends only if it is ended. */
	@Mutator
	public void readForEver(MutationContext ctx, Nothing args) {
		long read = 0;
		while (read >= 0) {
			read += ctx.table(NOTES).has("nothing") ? 2 : 1;
		}
	}

	@Mutator
	public void fill(MutationContext ctx, Fill args) {
		Note note = new Note("x".repeat(args.size()));
		for (int i = args.from(); i < args.from() + args.count(); i++) {
			ctx.table(NOTES).set(args.prefix() + i, note);
		}
	}

	@Mutator
	public void reject(MutationContext ctx, Rejection args) {
		ctx.table(NOTES).set("rejected", new Note("never seen"));
		throw ctx.reject(args.code(), args.message());
	}

	@Mutator
	public void rejectWithoutCode(MutationContext ctx, Nothing args) {
		throw new MutationRejectedException("no");
	}

	@Mutator
	public void fail(MutationContext ctx, Key secret) {
		ctx.table(NOTES).set("failed", new Note("never seen"));
		throw new IllegalStateException("secret " + secret.key());
	}

	@Mutator
	public void overflow(MutationContext ctx, Nothing args) {
		ctx.table(NOTES).set("overflown", new Note("never seen"));
		overflow(ctx, args);
	}

	@Mutator
	public void missingClass(MutationContext ctx, Nothing args) {
		throw new NoClassDefFoundError("some/Class");
	}

	/** What a transactional mutator calls. */
	public interface Till {

		void ring(String key);

	}

	@Mutator(transactional = true)
	public void sell(MutationContext ctx, Key args) {
		increment(ctx, args);
		ctx.onServer(Till.class, (till) -> till.ring(args.key()));
	}

	@Mutator
	public void swallow(MutationContext ctx, Key args) {
		try {
			ctx.table(NOTES).get(args.key());
		}
		catch (RuntimeException ex) {
			ctx.table(NOTES).set("swallowed", new Note("wrong"));
		}
	}

}
