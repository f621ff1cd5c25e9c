package dev.syncedstore.server.push;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushRequest;

/**
 * How often mutations have failed to commit for a reason that doesn't pass. Bounded, and
 * thread-safe.
 */
final class FailureCounts {

	private static final int CAPACITY = 10_000;

	private final Map<Mutation, Integer> counts = new LinkedHashMap<>();

	/** Count one more failure, and return how many there were. */
	synchronized int increment(SpaceId space, SpaceCall call) {
		if (this.counts.size() >= CAPACITY) {
			Iterator<Mutation> oldest = this.counts.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
		return this.counts.merge(Mutation.of(space, call), 1, Integer::sum);
	}

	/** Forget the failures of all mutations of a call. */
	synchronized void forget(SpaceId space, SpaceCall call) {
		if (!this.counts.isEmpty()) {
			Mutation.allOf(space, call).forEach(this.counts::remove);
		}
	}

	/** Whether a call has a mutation that has failed before. */
	synchronized boolean suspects(SpaceId space, SpaceCall call) {
		return !this.counts.isEmpty() && Mutation.allOf(space, call).anyMatch(this.counts::containsKey);
	}

	/**
	 * Names a mutation: by client and id, or by the id it is deferred under, or as the
	 * first that another space has sent.
	 */
	private record Mutation(SpaceId space, String clientId, long id) {

		static Stream<Mutation> allOf(SpaceId space, SpaceCall call) {
			if (call instanceof PushCall push) {
				PushRequest request = push.request();
				return request.mutations()
					.stream()
					.map((mutation) -> new Mutation(space, request.clientId(), mutation.id()));
			}
			if (call instanceof DeliveryCall) {
				return Stream.of(new Mutation(space, "$inbox", 0));
			}
			return (call instanceof ServerCall server) ? Stream.of(new Mutation(space, "", server.deferredId()))
					: Stream.empty();
		}

		/** The only mutation of a call. */
		static Mutation of(SpaceId space, SpaceCall call) {
			return allOf(space, call).findFirst().orElseThrow();
		}

	}

}
