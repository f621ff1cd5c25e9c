package dev.syncedstore.client.local;

import dev.syncedstore.core.rebase.LocalState;

/**
 * All that a local store is at one moment. Immutable.
 *
 * @param clientId the client's id at the server
 * @param user for whom the store is
 * @param local base, pending mutations and view
 * @param acknowledgedId the latest mutation whose outcome the application was told
 * @param closed whether the store takes no more mutations
 */
public record ClientState(String clientId, LocalUser user, LocalState local, long acknowledgedId, boolean closed) {

	ClientState with(LocalState local) {
		return new ClientState(this.clientId, this.user, local, this.acknowledgedId, this.closed);
	}

	ClientState with(LocalUser user, LocalState local) {
		return new ClientState(this.clientId, user, local, this.acknowledgedId, this.closed);
	}

	ClientState withClient(String clientId, LocalState local) {
		return new ClientState(clientId, this.user, local, 0, this.closed);
	}

	ClientState acknowledging(String clientId, long id) {
		return (clientId.equals(this.clientId) && id > this.acknowledgedId)
				? new ClientState(this.clientId, this.user, this.local, id, this.closed) : this;
	}

	ClientState asClosed() {
		return new ClientState(this.clientId, this.user, this.local, this.acknowledgedId, true);
	}

}
