package dev.syncedstore.core.rebase;

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

	public StoreMutators {
		for (MutatorDefinition mutator : catalog.mutators(storeType).values()) {
			if (mutator.isServerOnly()) {
				throw new IllegalArgumentException(mutator.method().getDeclaringClass().getName()
						+ " is for the server only: don't register it here, and call its mutators by name");
			}
		}
	}

	/**
	 * Run mutations for a user.
	 * @param side the user
	 * @return runs them; one without a mutator here has no effect here, for the server
	 * may have it
	 */
	public MutationReplay replayFor(Side side) {
		return (call, overlay) -> run(call, side, overlay);
	}

	private void run(MutationCall call, Side side, Overlay overlay) {
		MutatorDefinition mutator = this.catalog.find(this.storeType, call.name());
		if (mutator != null) {
			this.runner.run(mutator, call.args(), side, overlay);
		}
	}

}
