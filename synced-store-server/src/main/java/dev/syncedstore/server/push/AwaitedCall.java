package dev.syncedstore.server.push;

import java.util.concurrent.CompletableFuture;

import dev.syncedstore.server.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * A call that server code waits for by a future. It counts for one mutation.
 */
sealed interface AwaitedCall extends SpaceCall permits ServerCall, DeletionCall, DeliveryCall {

	/** Fails if the call could not be processed. */
	CompletableFuture<?> result();

	@Override
	default int size() {
		return 1;
	}

	@Override
	default void refuse(String why, @Nullable Throwable cause) {
		result().completeExceptionally(
				(cause != null) ? new StoreUnavailableException(why, cause) : new StoreUnavailableException(why));
	}

}
