package dev.syncedstore.client.local;

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

}
