package dev.syncedstore.server;

import java.util.List;

import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.server.action.ActionCatalog;

/**
 * What mutators run with.
 *
 * @param ports what they may call
 * @param callers takes the context of their callers along
 * @param translators say which exceptions are refusals
 * @param transactionsAtOnce how many transactional mutators may run at the same time;
 * each may take another connection besides that of its own transaction
 * @param actions what they may enqueue
 * @param parked how much of what was enqueued is parked
 */
public record MutationParts(ServerPorts ports, CallerContextSource callers, List<RejectionTranslator> translators,
		int transactionsAtOnce, ActionCatalog actions, ParkedCounts parked) {

	public MutationParts {
		if (transactionsAtOnce < 1) {
			throw new IllegalArgumentException("At least one transactional mutator must be able to run");
		}
		translators = List.copyOf(translators);
	}

}
