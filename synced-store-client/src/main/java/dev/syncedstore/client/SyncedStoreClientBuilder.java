package dev.syncedstore.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.transport.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Says what all stores of an application have in common. Server and credentials are
 * needed; the rest has sensible defaults. Not thread-safe.
 */
public final class SyncedStoreClientBuilder {

	final List<Consumer<SyncedStoreBuilder>> customizers = new ArrayList<>();

	ClientStorage storage = ClientStorage.NONE;

	@Nullable URI server;

	@Nullable Credentials credentials;

	@Nullable String userId;

	SyncedStoreClientBuilder() {
	}

	/**
	 * The server's address, such as {@code https://example.org}.
	 * @param server the address, with {@code http} or {@code https}
	 * @return this builder
	 */
	public SyncedStoreClientBuilder server(URI server) {
		this.server = server;
		return customize((store) -> store.server(server));
	}

	/**
	 * Say who the user is, to the server.
	 * @param credentials the credentials
	 * @return this builder
	 */
	public SyncedStoreClientBuilder credentials(Credentials credentials) {
		this.credentials = credentials;
		return this;
	}

	/**
	 * The user's id at the server, where it is known. It belongs to the credentials, and
	 * is forgotten with them.
	 * @param userId the user's id
	 * @return this builder
	 * @see SyncedStoreBuilder#userId
	 */
	public SyncedStoreClientBuilder userId(String userId) {
		this.userId = userId;
		return this;
	}

	/**
	 * Where stores are kept from one run of the application to the next. Nowhere if not
	 * given.
	 * @param storage the storage
	 * @return this builder
	 * @see SyncedStoreBuilder#storage
	 */
	public SyncedStoreClientBuilder storage(ClientStorage storage) {
		this.storage = storage;
		return customize((store) -> store.storage(storage));
	}

	/**
	 * Whatever else all stores have in common, such as the executor of listeners.
	 * @param customizer is given the builder of each store before the application gets
	 * it; further calls add to it
	 * @return this builder
	 */
	public SyncedStoreClientBuilder customize(Consumer<SyncedStoreBuilder> customizer) {
		this.customizers.add(customizer);
		return this;
	}

	/**
	 * Make the client. It connects with its first store.
	 * @return the client
	 * @throws IllegalStateException if something needed is missing
	 */
	public SyncedStoreClient build() {
		return new SyncedStoreClient(this);
	}

}
