package dev.syncedstore.test.transport;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How the network behaves: asked about each message as it sets out.
 */
public interface Conditions {

	/** A fast network without faults. */
	Conditions PERFECT = new Conditions() {

		@Override
		public Duration latency() {
			return Duration.ofMillis(1);
		}

		@Override
		public @Nullable Fault fault(Set<Fault> possible) {
			return null;
		}

	};

	/**
	 * How long a message takes.
	 * @return the time for one way
	 */
	Duration latency();

	/**
	 * What befalls a message.
	 * @param possible what can befall it
	 * @return one of these, or {@code null} if all goes well
	 */
	@Nullable Fault fault(Set<Fault> possible);

	/**
	 * How much longer a delayed message takes.
	 * @return the additional time
	 */
	default Duration delay() {
		return Duration.ofSeconds(2);
	}

	/**
	 * How long a held message stands still.
	 * @return the time
	 */
	default Duration hold() {
		return Duration.ofMinutes(1);
	}

	/**
	 * Whether the sender of a request that was dropped or whose answer was lost is told
	 * so, instead of waiting for ever.
	 * @return {@code true} if the connection breaks visibly
	 */
	default boolean tellsLoss() {
		return true;
	}

	/**
	 * Which network it is that messages set out in: a request that set out in an earlier
	 * one never arrives.
	 * @return a number that goes up when all requests that are under way are lost
	 */
	default int generation() {
		return 0;
	}

}
