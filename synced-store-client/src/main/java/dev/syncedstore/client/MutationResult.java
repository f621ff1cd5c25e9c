package dev.syncedstore.client;

import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.core.MutationRejectedException;

/**
 * A mutation that was made: seen here at once, and on its way to the server.
 */
public final class MutationResult {

	private final long id;

	private final CompletableFuture<Void> confirmed;

	MutationResult(long id, CompletableFuture<Void> confirmed) {
		this.id = id;
		this.confirmed = confirmed;
	}

	/**
	 * The mutation's number among those of its client. The client may have to renumber
	 * what is pending later.
	 * @return the number it was given when it was made
	 */
	public long id() {
		return this.id;
	}

	/**
	 * What became of it. Completes on the store's listener executor, after the
	 * subscriptions that it concerns have fired: normally, once the server has applied
	 * the mutation for good and the local copy shows its effects; with a
	 * {@link MutationRejectedException} once the server has refused it and nothing of it
	 * is left in the local copy; with a {@link StoreClosedException} if the store is
	 * closed before, and then nobody here knows. Offline it stays open.
	 * @return the outcome
	 */
	public CompletableFuture<Void> confirmed() {
		return this.confirmed;
	}

}
