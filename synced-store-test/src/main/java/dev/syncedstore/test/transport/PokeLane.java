package dev.syncedstore.test.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The way of messages from the server to one connection: in order, unless a fault changes
 * it. A message that is late makes those behind it late, too.
 */
final class PokeLane {

	/** How long a message lets itself be overtaken before it goes on alone. */
	private static final Duration OVERTAKING = Duration.ofSeconds(5);

	private final Network network;

	private final Deque<Runnable> queue = new ArrayDeque<>();

	private Instant lastArrival = Instant.MIN;

	/** What the next message overtakes. */
	private @Nullable Runnable slow;

	PokeLane(Network network) {
		this.network = network;
	}

	/**
	 * Send a message.
	 * @param delivery delivers it
	 * @param fault what befalls it, or {@code null}
	 */
	void send(Runnable delivery, @Nullable Fault fault) {
		if (fault == Fault.POKE_LOST) {
			this.network.counts().add(fault);
		}
		else if (fault == Fault.POKES_REORDERED && this.slow == null) {
			this.slow = delivery;
			this.network.time().schedule(OVERTAKING, () -> giveUp(delivery));
		}
		else {
			add(delivery, this.network.lateness(fault));
			if (fault == Fault.POKE_REPEATED) {
				this.network.counts().add(fault);
				add(delivery, Duration.ZERO);
			}
			if (this.slow != null) {
				this.network.counts().add(Fault.POKES_REORDERED);
				add(this.slow, Duration.ZERO);
				this.slow = null;
			}
		}
	}

	/** Nothing overtook it. */
	private void giveUp(Runnable delivery) {
		if (this.slow == delivery) {
			add(delivery, Duration.ZERO);
			this.slow = null;
		}
	}

	private void add(Runnable delivery, Duration lateness) {
		Instant now = this.network.time().clock().instant();
		Instant arrival = now.plus(this.network.conditions().latency()).plus(lateness);
		this.lastArrival = arrival.isAfter(this.lastArrival) ? arrival : this.lastArrival;
		this.queue.add(delivery);
		this.network.time().schedule(Duration.between(now, this.lastArrival), () -> this.queue.remove().run());
	}

}
