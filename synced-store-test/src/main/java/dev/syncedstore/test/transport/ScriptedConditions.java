package dev.syncedstore.test.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A network on which all goes well except what a test asks for: each fault befalls the
 * next message that it can befall, one after the other.
 */
public final class ScriptedConditions implements Conditions {

	private static final Duration LATENCY = Duration.ofMillis(5);

	private final Deque<Fault> next = new ArrayDeque<>();

	/**
	 * Ask for faults, after those that were asked for before.
	 * @param faults the faults, in order
	 */
	public void next(Fault... faults) {
		this.next.addAll(List.of(faults));
	}

	@Override
	public Duration latency() {
		return LATENCY;
	}

	@Override
	public @Nullable Fault fault(Set<Fault> possible) {
		Fault wanted = this.next.peek();
		return (wanted != null && possible.contains(wanted)) ? this.next.poll() : null;
	}

}
