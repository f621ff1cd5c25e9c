package dev.syncedstore.core.rebase;

import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.schema.MigratedCall;
import dev.syncedstore.core.state.Overlay;

/**
 * The mutators of one store type, and what runs them. Thread-safe.
 *
 * @param storeType the store type
 * @param catalog knows the mutators
 * @param runner runs them
 * @param migration says what is run for mutations of an older version of the schema
 */
public record StoreMutators(String storeType, MutatorCatalog catalog, MutationRunner runner, CallMigration migration) {

	public StoreMutators {
		for (MutatorDefinition mutator : catalog.mutators(storeType).values()) {
			if (mutator.isServerOnly()) {
				throw new IllegalArgumentException(mutator.method().getDeclaringClass().getName()
						+ " is for the server only: don't register it here, and call its mutators by name");
			}
		}
	}

	/**
	 * Mutators whose calls are all of one version of the schema.
	 * @param storeType the store type
	 * @param catalog knows the mutators
	 * @param runner runs them
	 */
	public StoreMutators(String storeType, MutatorCatalog catalog, MutationRunner runner) {
		this(storeType, catalog, runner, CallMigration.NONE);
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
		for (MigratedCall each : this.migration.migrate(call)) {
			MutatorDefinition mutator = this.catalog.find(this.storeType, each.mutator());
			if (mutator != null) {
				this.runner.run(mutator, each.args(), side, overlay);
			}
		}
	}

}
