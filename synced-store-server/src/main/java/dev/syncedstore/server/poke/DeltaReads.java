package dev.syncedstore.server.poke;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the log what was committed elsewhere: once for all subscribers of a space,
 * and with few connections however many spaces are behind. After each read the next one
 * queues up behind what else waits for the database. Thread-safe.
 */
final class DeltaReads {

	private static final Logger logger = LoggerFactory.getLogger(DeltaReads.class);

	private static final int CONNECTIONS = 2;

	private final PokeParts parts;

	private final Queue<Ask> asks = new ArrayDeque<>();

	private final AtomicLong count = new AtomicLong();

	private int running;

	DeltaReads(PokeParts parts) {
		this.parts = parts;
	}

	/**
	 * Read what a space's subscribers have not been told.
	 * @param channel gets the answer into its inbox
	 * @param base where the subscriber is that has heard least
	 */
	void read(SpaceChannel channel, SpaceHead base) {
		synchronized (this) {
			this.asks.add(new Ask(channel, base));
			if (this.running >= CONNECTIONS) {
				return;
			}
			this.running++;
		}
		submit();
	}

	/**
	 * How many deltas have been read.
	 */
	long count() {
		return this.count.get();
	}

	private void submit() {
		try {
			this.parts.database().execute(this::run);
		}
		catch (RejectedExecutionException ex) {
			Ask ask;
			while ((ask = nextOrEnd()) != null) {
				ask.channel.post(new Inbox.NotCaughtUp());
			}
		}
	}

	private void run() {
		Ask ask;
		synchronized (this) {
			ask = this.asks.poll();
		}
		if (ask != null) {
			ask.channel.post(read(ask));
		}
		synchronized (this) {
			if (this.asks.isEmpty()) {
				this.running--;
				return;
			}
		}
		submit();
	}

	private synchronized @Nullable Ask nextOrEnd() {
		Ask next = this.asks.poll();
		this.running -= (next == null) ? 1 : 0;
		return next;
	}

	private Inbox.Item read(Ask ask) {
		this.count.incrementAndGet();
		try {
			Inbox.CaughtUp answer = this.parts.log()
				.read(ask.channel.space(), (snapshot) -> new Inbox.CaughtUp(snapshot.head(),
						continues(ask.base, snapshot) ? snapshot.changesSince(ask.base.version()) : null));
			this.parts.access().committed(ask.channel.space(), answer.head().epoch(), answer.head().version());
			return answer;
		}
		catch (LogUnavailableException ex) {
			logger.debug("What was committed elsewhere to space {} can't be read at the moment", ask.channel.space(),
					ex);
		}
		catch (RuntimeException ex) {
			logger.warn("What was committed elsewhere to space {} can't be read", ask.channel.space(), ex);
		}
		return new Inbox.NotCaughtUp();
	}

	/**
	 * Whether the subscriber is at an earlier moment of this very history, all changes
	 * since which are still known.
	 */
	private static boolean continues(SpaceHead base, SpaceSnapshot snapshot) {
		SpaceHead head = snapshot.head();
		return base.epoch().equals(head.epoch()) && base.version() < head.version() && base.version() >= head.horizon()
				&& (base.version() == 0 || Objects.equals(base.checkpoint(), snapshot.checkpointAt(base.version())));
	}

	/**
	 * A space to read.
	 *
	 * @param channel who asks
	 * @param base what is known already
	 */
	private record Ask(SpaceChannel channel, SpaceHead base) {
	}

}
