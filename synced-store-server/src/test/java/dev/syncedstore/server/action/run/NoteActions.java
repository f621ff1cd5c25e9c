package dev.syncedstore.server.action.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;
import dev.syncedstore.server.engine.LetterMutators;
import dev.syncedstore.server.engine.NoteMutators;
import dev.syncedstore.server.engine.NoteMutators.Key;
import dev.syncedstore.server.engine.NoteMutators.Note;
import dev.syncedstore.server.engine.NoteMutators.Put;
import dev.syncedstore.server.engine.NoteMutators.Rejection;

/**
 * Actions that do what tests need done, good and bad.
 */
@Actions(type = "notes")
public class NoteActions {

	/** How often each was begun, by action and key. */
	final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();

	/** What the calls were called. */
	final Map<String, String> callIds = new ConcurrentHashMap<>();

	/** How often enqueued ones are to fail before they work. */
	volatile int failures;

	/** Where slow ones wait. */
	volatile CountDownLatch gate = new CountDownLatch(0);

	public record Written(int count) {
	}

	public record Seen(String shared, String own, String hidden, String user) {
	}

	public record Elsewhere(String space, String key) {

		SpaceId id() {
			return new SpaceId("notes", this.space);
		}

	}

	int begun(String action, String key) {
		return this.begun.getOrDefault(action + "/" + key, new AtomicInteger()).get();
	}

	private void begin(String action, String key) {
		this.begun.computeIfAbsent(action + "/" + key, (name) -> new AtomicInteger()).incrementAndGet();
	}

	@Action("Write notes one by one")
	public Written write(ActionContext ctx, Key args) {
		begin("write", args.key());
		for (String each : List.of("a", "b", "c")) {
			ctx.mutate(NoteMutators::put, new Put(args.key() + each, "by " + ctx.userId()));
		}
		return new Written(ctx.table(NoteMutators.NOTES).scan().size());
	}

	@Action
	public Seen see(ActionContext ctx, Key args) {
		String own = ctx.privateOfUser("alice").table(NoteMutators.NOTES).get(args.key()).map(Note::text).orElse("");
		return ctx.read((now) -> new Seen(now.table(NoteMutators.NOTES).get(args.key()).map(Note::text).orElse(""), own,
				now.serverOnly().table(NoteMutators.NOTES).get(args.key()).map(Note::text).orElse(""), now.userId()));
	}

	@Action
	public void nothing(ActionContext ctx) {
	}

	@Action
	public void refuse(ActionContext ctx, Rejection args) {
		begin("refuse", args.code());
		throw new ActionFailedException(args.code(), args.message());
	}

	@Action
	public void breakDown(ActionContext ctx, Key secret) {
		throw new IllegalStateException("secret " + secret.key());
	}

	@Action
	public Written rejected(ActionContext ctx, Rejection args) {
		ctx.mutate(NoteMutators::put, new Put("before", "stays"));
		ctx.mutate(NoteMutators::reject, args);
		return new Written(0);
	}

	@Action
	public Written goOnAfterRejection(ActionContext ctx, Rejection args) {
		try {
			ctx.mutate(NoteMutators::reject, args);
			return new Written(0);
		}
		catch (MutationRejectedException ex) {
			ctx.mutate(NoteMutators::put, new Put("rejected", ex.code()));
			return new Written(1);
		}
	}

	/** All of it from one moment. */
	@Action
	public Seen seeElsewhere(ActionContext ctx, Elsewhere args) {
		return ctx.read(args.id(),
				(there) -> new Seen(there.table(NoteMutators.NOTES).get(args.key()).map(Note::text).orElse(""),
						there.privateOfUser(there.userId())
							.table(NoteMutators.NOTES)
							.get(args.key())
							.map(Note::text)
							.orElse(""),
						there.serverOnly().table(NoteMutators.NOTES).get(args.key()).map(Note::text).orElse(""),
						there.userId()));
	}

	/** Is told whether that worked, and reads what it has done. */
	@Action
	public Seen putElsewhere(ActionContext ctx, Elsewhere args) {
		ctx.mutate(args.id(), NoteMutators::put, new Put(args.key(), "from " + ctx.userId()));
		return seeElsewhere(ctx, args);
	}

	@Action
	public void rejectElsewhere(ActionContext ctx, Elsewhere args) {
		ctx.mutate(NoteMutators::put, new Put("before", "stays"));
		ctx.mutate(args.id(), NoteMutators::reject, new Rejection(args.key(), "Not there"));
	}

	/** Minds no refusal. */
	@Action
	public void notePut(ActionContext ctx, Elsewhere args) {
		String outcome = "applied";
		try {
			ctx.mutate(args.id(), NoteMutators::put, new Put(args.key(), "from " + ctx.userId()));
		}
		catch (MutationRejectedException ex) {
			outcome = ex.code();
		}
		ctx.mutate(NoteMutators::put, new Put(args.key(), outcome));
	}

	/** Letters are of another store type. */
	@Action
	public void writeLetter(ActionContext ctx, Elsewhere args) {
		ctx.mutate(new SpaceId("letters", args.space()), LetterMutators::receive,
				new LetterMutators.Receive(args.key()));
	}

	@Action
	public void mutateTheWrongType(ActionContext ctx, Elsewhere args) {
		ctx.mutate(args.id(), LetterMutators::receive, new LetterMutators.Receive(args.key()));
	}

	@Action
	public Written slow(ActionContext ctx, Key args) throws InterruptedException {
		begin("slow", args.key());
		this.gate.await();
		ctx.mutate(NoteMutators::increment, args);
		return new Written(1);
	}

	/** Does not take no for an answer. */
	@Action
	public void stubborn(ActionContext ctx, Key args) {
		begin("stubborn", args.key());
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			ctx.mutate(NoteMutators::put, new Put(args.key(), "too late"));
		}
	}

	@Action
	public void tick(ActionContext ctx, Key args) throws InterruptedException {
		begin("tick", args.key());
		this.gate.await();
		this.callIds.put(args.key(), ctx.callId() + " for " + ctx.userId());
		if (ctx.attempt() <= this.failures) {
			throw new IllegalStateException("Attempt " + ctx.attempt() + " fails");
		}
		ctx.mutate(NoteMutators::increment, new Key("ticks " + args.key()));
	}

}
