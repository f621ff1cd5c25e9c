package dev.syncedstore.server.poke;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a channel's next turn, in order. Commits are bounded: when too many
 * wait, the position of the newest takes their place. Thread-safe.
 */
final class Inbox {

	private static final int MAX_WEIGHT = 4 * 1024 * 1024;

	private static final int WEIGHT_OF_COMMIT = 1024;

	private final Deque<Item> items = new ArrayDeque<>();

	private @Nullable Heard heard;

	private int weight;

	private boolean turnTaken;

	/**
	 * Put something in.
	 * @return whether a turn has to be started
	 */
	synchronized boolean add(Item item) {
		if (item instanceof Committed committed) {
			addCommit(committed.batch);
		}
		else if (item instanceof Heard news) {
			this.heard = news;
		}
		else {
			this.items.add(item);
		}
		return startTurn();
	}

	private void addCommit(CommittedBatch batch) {
		this.weight += WEIGHT_OF_COMMIT + BatchMerger.weight(batch);
		if (this.weight < 0 || this.weight > MAX_WEIGHT) {
			this.items.removeIf((item) -> item instanceof Committed || item instanceof Lagged);
			this.items.add(new Lagged(batch.head()));
			this.weight = 0;
		}
		else {
			this.items.add(new Committed(batch));
		}
	}

	/**
	 * Claim the turn that something waits for.
	 * @return whether a turn has to be started
	 */
	synchronized boolean startTurn() {
		if (this.turnTaken || (this.items.isEmpty() && this.heard == null)) {
			return false;
		}
		this.turnTaken = true;
		return true;
	}

	/**
	 * Take all that waits, during a turn. What was heard of comes last, as the commits
	 * before it may be just that.
	 */
	synchronized List<Item> drain() {
		List<Item> drained = new ArrayList<>(this.items);
		if (this.heard != null) {
			drained.add(this.heard);
			this.heard = null;
		}
		this.items.clear();
		this.weight = 0;
		return drained;
	}

	/**
	 * End a turn, or give up one that could not be started.
	 */
	synchronized void endTurn() {
		this.turnTaken = false;
	}

	/**
	 * Something for a channel to do.
	 */
	sealed interface Item {

	}

	/**
	 * The space changed.
	 *
	 * @param batch how
	 */
	record Committed(CommittedBatch batch) implements Item {
	}

	/**
	 * The space changed, too often to keep how.
	 *
	 * @param head where it is
	 */
	record Lagged(SpaceHead head) implements Item {
	}

	/**
	 * The space is said to have changed, on another node. Only the newest waits.
	 *
	 * @param position where it is
	 */
	record Heard(CatchUp.Position position) implements Item {
	}

	/**
	 * The log was read for what was missed.
	 *
	 * @param head where the space is
	 * @param batch what the commits did that were missed, or {@code null} if that is too
	 * much or not to be known
	 */
	record CaughtUp(SpaceHead head, @Nullable CommittedBatch batch) implements Item {
	}

	/** The log could not be read for what was missed. */
	record NotCaughtUp() implements Item {
	}

	/**
	 * A subscription begins.
	 *
	 * @param member the subscription
	 */
	record Joined(Member member) implements Item {
	}

	/**
	 * A subscription has ended.
	 *
	 * @param member the subscription
	 */
	record Left(Member member) implements Item {
	}

	/**
	 * The log has answered.
	 *
	 * @param member who asked, or {@code null} for all that are idle
	 * @param owner whose client it is
	 * @param head where the space is
	 */
	record Answered(@Nullable Member member, Owner owner, SpaceHead head) implements Item {
	}

	/**
	 * The log could not be asked.
	 *
	 * @param member who asked, or {@code null} for all that are idle
	 */
	record Unanswered(@Nullable Member member) implements Item {
	}

	/**
	 * The policy has answered.
	 *
	 * @param admission about whom
	 * @param access what it says
	 */
	record Decided(Admission admission, AccessDecisions.Access access) implements Item {
	}

	/**
	 * What was decided counts no more.
	 *
	 * @param userId about whom, or {@code null} for everybody
	 */
	record AccessChanged(@Nullable String userId) implements Item {
	}

	/** Time has passed. */
	record Tick() implements Item {
	}

	/**
	 * Whose client it is.
	 */
	enum Owner {

		/** The subscription's user's. */
		USER,

		/** Nobody's yet. */
		NOBODY,

		/** Another user's. */
		ANOTHER,

		/** Nobody's any more: it has to forget what it has. */
		ERASED

	}

}
