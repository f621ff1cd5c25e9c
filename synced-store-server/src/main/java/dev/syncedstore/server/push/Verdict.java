package dev.syncedstore.server.push;

import dev.syncedstore.core.protocol.PushMutation;

/**
 * How a transactional mutation ended whose transaction has been rolled back. It is
 * recorded by the next one.
 *
 * @param call the call that the mutation is of
 * @param mutationId which mutation of the call, 0 for server code's
 * @param outcome the rejection
 */
record Verdict(SpaceCall call, long mutationId, Outcome outcome) {

	static Verdict on(PushCall call, PushMutation mutation, Outcome outcome) {
		return new Verdict(call, mutation.id(), outcome);
	}

	boolean isOn(SpaceCall call, long mutationId) {
		return this.call == call && this.mutationId == mutationId;
	}

}
