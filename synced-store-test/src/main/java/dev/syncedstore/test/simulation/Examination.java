package dev.syncedstore.test.simulation;

import java.util.Collection;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelMutators;

/**
 * Looks closely at what mutators do in a simulation. Used by several threads, each with
 * runs of its own.
 */
interface Examination {

	/** Looks away. */
	Examination NONE = (model, instances, violations) -> model;

	/**
	 * Begin to look at the mutators of one party of one run.
	 * @param model runs them
	 * @param instances what it runs
	 * @param violations where everything goes that must not be
	 * @return what runs them under examination
	 */
	ModelMutators examine(ModelMutators model, Collection<?> instances, Violations violations);

	/** What mutators call on the server, besides its clock. */
	default ServerPorts ports() {
		return ServerPorts.NONE;
	}

	/** What mutators read in spaces that nobody opens. */
	default Map<SpaceId, ModelEntries> others() {
		return Map.of();
	}

	/** What mutators may enqueue; it is not run. */
	default ActionCatalog actions() {
		return ActionCatalog.EMPTY;
	}

}
