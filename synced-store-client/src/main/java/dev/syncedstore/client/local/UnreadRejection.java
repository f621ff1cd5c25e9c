package dev.syncedstore.client.local;

import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.state.StoredValue;

/**
 * A refused mutation of which the application was not told yet.
 *
 * @param clientId the client whose mutation it was
 * @param outcome the mutation, and why it was refused
 */
public record UnreadRejection(String clientId, Outcome outcome) {

	/**
	 * What tells it from all others.
	 * @return the mutation's nonce
	 */
	public String nonce() {
		return this.outcome.mutation().call().nonce();
	}

	UnreadRejection withoutArguments() {
		PendingMutation mutation = this.outcome.mutation();
		MutationCall call = new MutationCall(nonce(), mutation.call().schemaVersion(), mutation.call().name(),
				new StoredValue("null"));
		return new UnreadRejection(this.clientId,
				new Outcome(new PendingMutation(mutation.id(), call, mutation.withdrawal()), this.outcome.refusal()));
	}

}
