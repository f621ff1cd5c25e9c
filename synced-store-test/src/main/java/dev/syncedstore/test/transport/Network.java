package dev.syncedstore.test.transport;

import java.time.Duration;
import java.util.Set;

import dev.syncedstore.test.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/**
 * What lies between clients and a server.
 *
 * @param time when things happen
 * @param server where it leads to
 * @param conditions how well it works
 * @param counts counts the faults
 * @param traffic sees every message
 */
public record Network(VirtualTime time, ServerPort server, Conditions conditions, FaultCounts counts,
		TrafficListener traffic) {

	/** A message sets out: it arrives when it has taken its time. */
	void travel(Runnable arrival) {
		this.time.schedule(this.conditions.latency(), arrival);
	}

	/** What befalls a message. */
	@Nullable Fault fault(Set<Fault> possible) {
		return this.conditions.fault(possible);
	}

	/** A message goes on: at once, or as late as its fault makes it. */
	void proceed(@Nullable Fault fault, Runnable arrival) {
		Duration wait = lateness(fault);
		if (wait.isZero()) {
			arrival.run();
		}
		else {
			this.time.schedule(wait, arrival);
		}
	}

	/** How late a fault makes a message. */
	Duration lateness(@Nullable Fault fault) {
		if (fault == Fault.HELD || fault == Fault.DELAYED) {
			this.counts.add(fault);
			return (fault == Fault.HELD) ? this.conditions.hold() : this.conditions.delay();
		}
		return Duration.ZERO;
	}

}
