package dev.syncedstore.server.poke;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.LendingExecutor;
import dev.syncedstore.server.log.CommittedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One space that is subscribed to. Everything that happens to its subscriptions happens
 * in turns, one at a time, on the dispatch executor; other threads only put things into
 * the inbox.
 */
final class SpaceChannel {

	private static final Logger logger = LoggerFactory.getLogger(SpaceChannel.class);

	/** Telling so few takes about as long as waking a thread that does it. */
	private static final int FEW = 32;

	private static final long TICK_MILLIS = Duration.ofSeconds(1).toMillis();

	private final SpaceId space;

	private final Tools tools;

	private final Inbox inbox = new Inbox();

	private final AtomicInteger accessChanges = new AtomicInteger();

	private final CatchUp catchUp;

	private final SpaceMembers members;

	/** When the next tick is handled: a second later, however often time is told. */
	private long dueAt;

	/** Guarded by the hub's map, except where a rough number will do. */
	int subscriptions;

	SpaceChannel(SpaceId space, Tools tools, MemberEnd memberEnd) {
		this.space = space;
		this.tools = tools;
		this.catchUp = new CatchUp(this, tools.deltas());
		this.members = new SpaceMembers(this, tools, memberEnd);
	}

	CatchUp catchUp() {
		return this.catchUp;
	}

	/**
	 * What was decided about a user, or about all, counts no more from this call on.
	 */
	void accessChanged(@Nullable String userId) {
		this.accessChanges.incrementAndGet();
		post(new Inbox.AccessChanged(userId));
	}

	/**
	 * Counts changes of access.
	 */
	int accessChanges() {
		return this.accessChanges.get();
	}

	/**
	 * The space is said to be somewhere.
	 */
	void heard(CatchUp.Position position) {
		if (this.catchUp.mayBeNews(position)) {
			post(new Inbox.Heard(position));
		}
	}

	SpaceId space() {
		return this.space;
	}

	/**
	 * The space changed. A few subscribers are told at once, on the calling thread.
	 */
	void committed(CommittedBatch batch) {
		if (this.inbox.add(new Inbox.Committed(batch)) && !(this.subscriptions <= FEW
				&& this.tools.parts().dispatch() instanceof LendingExecutor lending && lending.runHere(this::turn))) {
			startTurn();
		}
	}

	/**
	 * Put something into the inbox.
	 */
	void post(Inbox.Item item) {
		if (this.inbox.add(item)) {
			startTurn();
		}
	}

	/**
	 * Time has passed. Also starts a turn that was refused.
	 */
	void tick(long now) {
		if (now >= this.dueAt) {
			this.dueAt = now + TICK_MILLIS;
			post(new Inbox.Tick());
		}
		else if (this.inbox.startTurn()) {
			startTurn();
		}
	}

	private void startTurn() {
		try {
			this.tools.parts().dispatch().execute(this::turn);
		}
		catch (RejectedExecutionException ex) {
			this.inbox.endTurn();
		}
	}

	private void turn() {
		try {
			List<Inbox.Item> items = this.inbox.drain();
			BatchMerger merger = new BatchMerger(this.members::committed);
			for (Inbox.Item item : items) {
				if (item instanceof Inbox.Committed committed) {
					merger.add(committed.batch());
				}
				else {
					merger.flush();
					this.members.handle(item);
				}
			}
			merger.flush();
			this.members.endTurn();
		}
		catch (RuntimeException ex) {
			logger.error("Subscribers of space {} were not told of a commit and will find out by themselves",
					this.space, ex);
		}
		finally {
			this.inbox.endTurn();
			if (this.inbox.startTurn()) {
				startTurn();
			}
		}
	}

	/**
	 * What all channels of a hub share.
	 *
	 * @param parts what the hub works with
	 * @param writer makes messages
	 * @param reads asks the log for positions
	 * @param deltas asks the log for what was missed
	 */
	record Tools(PokeParts parts, PokeWriter writer, LogReads reads, DeltaReads deltas) {
	}

	/**
	 * Takes a member out of the books.
	 */
	@FunctionalInterface
	interface MemberEnd {

		/**
		 * A member has ended.
		 * @return whether it had not ended before
		 */
		boolean ended(SpaceChannel channel, Member member);

	}

}
