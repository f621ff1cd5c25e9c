package dev.syncedstore.core.rebase;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.Overlay;

/**
 * The mutators of one store type, and what runs them. Thread-safe.
 *
 * @param storeType the store type
 * @param catalog knows the mutators
 * @param runner runs them
 */
public record StoreMutators(String storeType, MutatorCatalog catalog, MutationRunner runner) {

	/**
	 * Run mutations for a user.
	 * @param side the user
	 * @return runs them; one without a mutator is rejected as {@code unknown_mutator}
	 */
	public MutationReplay replayFor(Side side) {
		return (call, overlay) -> run(call, side, overlay);
	}

	private void run(MutationCall call, Side side, Overlay overlay) {
		MutatorDefinition mutator = this.catalog.find(this.storeType, call.name());
		if (mutator == null) {
			throw new MutationRejectedException(RejectionCode.UNKNOWN_MUTATOR,
					"The store type " + this.storeType + " has no mutator " + call.name() + " here");
		}
		this.runner.run(mutator, call.args(), side, overlay);
	}

}
