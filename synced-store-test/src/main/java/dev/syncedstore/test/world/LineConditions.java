package dev.syncedstore.test.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import dev.syncedstore.test.transport.Conditions;
import dev.syncedstore.test.transport.Fault;
import org.jspecify.annotations.Nullable;

/**
 * How one client's line behaves: what a test asks for comes first, then what the world
 * has in store for all.
 */
final class LineConditions implements Conditions {

	private final Conditions usual;

	private final Deque<Fault> next = new ArrayDeque<>();

	private @Nullable Duration latency;

	LineConditions(Conditions usual) {
		this.usual = usual;
	}

	void next(Fault... faults) {
		this.next.addAll(List.of(faults));
	}

	void latency(Duration latency) {
		this.latency = latency;
	}

	@Override
	public Duration latency() {
		return (this.latency != null) ? this.latency : this.usual.latency();
	}

	@Override
	public @Nullable Fault fault(Set<Fault> possible) {
		Fault wanted = this.next.peek();
		return (wanted != null && possible.contains(wanted)) ? this.next.poll() : this.usual.fault(possible);
	}

	@Override
	public Duration delay() {
		return this.usual.delay();
	}

	@Override
	public Duration hold() {
		return this.usual.hold();
	}

	@Override
	public int generation() {
		return this.usual.generation();
	}

	@Override
	public boolean tellsLoss() {
		return this.usual.tellsLoss();
	}

}
