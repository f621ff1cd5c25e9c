package dev.syncedstore.test.model;

/**
 * Names one mutation of one client.
 *
 * @param clientId the client
 * @param id its number for the mutation
 */
public record MutationKey(String clientId, long id) {

	@Override
	public String toString() {
		return this.id + " of client " + this.clientId;
	}

}
