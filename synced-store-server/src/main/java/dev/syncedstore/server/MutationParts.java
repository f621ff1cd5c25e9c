package dev.syncedstore.server;

import java.util.List;

import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.member.HookCatalog;
import dev.syncedstore.server.member.MembershipRules;
import org.jspecify.annotations.Nullable;

/**
 * What mutators run with.
 *
 * @param ports what they may call
 * @param callers takes the context of their callers along
 * @param translators say which exceptions are refusals
 * @param transactionsAtOnce how many transactional mutators may run at the same time;
 * each may take another connection besides that of its own transaction
 * @param actions what they may enqueue
 * @param members which spaces have members, or {@code null} if none has
 * @param hooks what is run when spaces come into being and users come and go
 * @param parked how much of what was enqueued is parked
 */
public record MutationParts(ServerPorts ports, CallerContextSource callers, List<RejectionTranslator> translators,
		int transactionsAtOnce, ActionCatalog actions, @Nullable MembershipRules members, HookCatalog hooks,
		ParkedCounts parked) {

	public MutationParts {
		if (transactionsAtOnce < 1) {
			throw new IllegalArgumentException("At least one transactional mutator must be able to run");
		}
		translators = List.copyOf(translators);
	}

}
