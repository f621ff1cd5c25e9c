package dev.syncedstore.core.rebase;

import java.util.Collection;
import java.util.List;

import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * A mutation whose outcome the base doesn't have yet, and what its latest run here did.
 *
 * @param id its number among those of its client
 * @param call what it says
 * @param changes what its latest run here changed, one patch a key
 * @param problem why its latest run here had no effect, or {@code null} if it ran through
 * @param withdrawal why it can't be sent, so that its withdrawal is sent in its place, or
 * {@code null} if it can
 */
public record PendingMutation(long id, MutationCall call, List<Patch> changes, @Nullable String problem,
		@Nullable Refusal withdrawal) {

	public PendingMutation {
		changes = List.copyOf(changes);
	}

	static PendingMutation ran(long id, MutationCall call, Collection<Patch> changes) {
		return new PendingMutation(id, call, List.copyOf(changes), null, null);
	}

	PendingMutation reran(Collection<Patch> changes) {
		return new PendingMutation(this.id, this.call, List.copyOf(changes), null, this.withdrawal);
	}

	PendingMutation failed(String problem) {
		return new PendingMutation(this.id, this.call, List.of(), problem, this.withdrawal);
	}

	PendingMutation withId(long id) {
		return new PendingMutation(id, this.call, this.changes, this.problem, this.withdrawal);
	}

	PendingMutation withWithdrawal(@Nullable Refusal withdrawal) {
		return new PendingMutation(this.id, this.call, this.changes, this.problem, withdrawal);
	}

	/**
	 * The mutation as it is sent, or its withdrawal.
	 * @return the message
	 */
	public PushMutation toPush() {
		boolean withdrawn = this.withdrawal != null;
		return new PushMutation(this.id, this.call.nonce(), this.call.schemaVersion(),
				withdrawn ? Protocol.WITHDRAWN_MUTATION : this.call.name(),
				withdrawn ? "null" : this.call.args().json());
	}

}
