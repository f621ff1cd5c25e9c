package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.mutation.ActionQueue;
import dev.syncedstore.core.mutation.EnqueuedAction;
import dev.syncedstore.server.EngineParts;

/**
 * What one mutation enqueues. Belongs to one run.
 */
final class EnqueuedActions implements ActionQueue {

	/** More than that is a loop that has gone wrong, or work for a single action. */
	private static final int MAX_ACTIONS = 200;

	private final EngineParts parts;

	private final String storeType;

	private List<EnqueuedAction> actions = List.of();

	EnqueuedActions(EngineParts parts, String storeType) {
		this.parts = parts;
		this.storeType = storeType;
	}

	List<EnqueuedAction> actions() {
		return this.actions;
	}

	@Override
	public void enqueue(EnqueuedAction action) {
		if (this.parts.mutations().actions().find(this.storeType, action.name()) == null) {
			throw new IllegalStateException("The mutator has enqueued " + action.name() + ", but store type "
					+ this.storeType + " has no such action: write one in a bean with @Actions(type = \""
					+ this.storeType + "\")");
		}
		if (this.actions.size() == MAX_ACTIONS) {
			throw new IllegalStateException(
					"The mutator has enqueued more than " + MAX_ACTIONS + " actions: let one action do more instead");
		}
		int mostParked = this.parts.quotas().of(this.storeType).parkedActions();
		if (mostParked > 0 && this.parts.mutations().parked().of(this.storeType) >= mostParked) {
			throw new MutationRejectedException(RejectionCode.TOO_MANY_PARKED_ACTIONS,
					"Too many actions have failed for good already: the server's operator has to look at them first");
		}
		if (this.actions.isEmpty()) {
			this.actions = new ArrayList<>();
		}
		this.actions.add(action);
	}

}
