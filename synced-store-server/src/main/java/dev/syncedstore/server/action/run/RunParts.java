package dev.syncedstore.server.action.run;

import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.push.ServerMutations;

/**
 * What actions are run with.
 *
 * @param engine what the engine works with
 * @param mutations runs their mutations
 * @param runner runs their queries
 * @param threads where they run
 * @param settings what can be chosen
 */
record RunParts(EngineParts engine, ServerMutations mutations, MutationRunner runner, ActionThreads threads,
		ActionSettings settings) {
}
