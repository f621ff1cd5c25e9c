package dev.syncedstore.server.poke;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription of a space. All but its end belongs to the turns of its channel.
 */
final class Member {

	private static final Logger logger = LoggerFactory.getLogger(Member.class);

	private final PokeSubscription subscription;

	private final PokeReceiver receiver;

	private static final int MAX_WAITING_ROUNDS = 64;

	private static final int MAX_WAITING_WEIGHT = 1024 * 1024;

	private final AtomicBoolean ended = new AtomicBoolean();

	/** What it is to be told once the policy allows it. */
	private final Deque<Round> waiting = new ArrayDeque<>();

	private long waitingWeight;

	/** How far it has come. */
	State state = State.NEW;

	/** Whether its client is known to belong to its user. */
	boolean owned;

	/** Whether that is being asked while messages go on. */
	boolean askingOwner;

	/** When the last message went out. */
	long lastSentAt;

	/** The newest position that it was told, or that passed by while it got nothing. */
	private @Nullable SpaceHead position;

	Member(PokeSubscription subscription, PokeReceiver receiver) {
		this.subscription = subscription;
		this.receiver = receiver;
	}

	PokeSubscription subscription() {
		return this.subscription;
	}

	/**
	 * Whether a position brings nothing new.
	 */
	boolean knows(SpaceHead head) {
		SpaceHead known = this.position;
		return known != null && known.epoch().equals(head.epoch()) && known.version() >= head.version();
	}

	/**
	 * Whether it misses nothing between what it knows and a batch. One of another epoch
	 * tells it to start again.
	 */
	boolean continuesWith(CommittedBatch batch) {
		SpaceHead known = this.position;
		return known == null || !known.epoch().equals(batch.head().epoch())
				|| batch.minVersion() <= known.version() + 1;
	}

	@Nullable SpaceHead position() {
		return this.position;
	}

	/**
	 * A position was reached, told or not.
	 */
	void reached(SpaceHead head) {
		this.position = head;
	}

	/**
	 * The newer one of a position that was read and those that passed by meanwhile.
	 */
	SpaceHead newest(SpaceHead read) {
		SpaceHead known = this.position;
		return (known != null && knows(read)) ? known : read;
	}

	/**
	 * Keep a round until it may be told. When too much waits, the empty range takes its
	 * place.
	 */
	void await(Round round) {
		this.waiting.add(round);
		this.waitingWeight += round.weight();
		if (this.waiting.size() > MAX_WAITING_ROUNDS || this.waitingWeight > MAX_WAITING_WEIGHT) {
			forgetWaiting();
			this.waiting.add(round.toEmptyRange());
		}
	}

	boolean isWaiting() {
		return !this.waiting.isEmpty();
	}

	/**
	 * Take the next round that waits.
	 * @param last the number of the last round that may be told
	 */
	@Nullable Round nextWaiting(long last) {
		Round next = this.waiting.peek();
		if (next == null || next.number() > last) {
			return null;
		}
		this.waitingWeight -= next.weight();
		return this.waiting.remove();
	}

	void forgetWaiting() {
		this.waiting.clear();
		this.waitingWeight = 0;
	}

	/**
	 * Hand over a message.
	 * @return whether the receiver took it
	 */
	boolean send(Poke poke) {
		if (this.ended.get()) {
			return false;
		}
		try {
			this.receiver.poked(poke);
			return true;
		}
		catch (RuntimeException ex) {
			logger.debug("A receiver of pokes failed", ex);
			return false;
		}
	}

	/**
	 * Mark it as ended.
	 * @return whether it was not ended before
	 */
	boolean end() {
		return this.ended.compareAndSet(false, true);
	}

	boolean hasEnded() {
		return this.ended.get();
	}

	/**
	 * Tell the receiver that it has ended.
	 */
	void tellEnd(ProblemCode code, String detail) {
		try {
			this.receiver.ended(code, detail);
		}
		catch (RuntimeException ex) {
			logger.debug("A receiver of pokes failed at its end", ex);
		}
	}

	/**
	 * How far a member has come.
	 */
	enum State {

		/** Access and position have to be asked for. */
		NEW,

		/** The log is being asked. */
		ASKED,

		/** Gets messages. */
		LIVE,

		/** Gets nothing for the moment, because the access policy failed. */
		WITHHELD

	}

}
