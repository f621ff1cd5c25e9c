package dev.syncedstore.server.push;

import java.util.concurrent.CompletableFuture;

import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants the data of a space to be under this node's version of the schema. It
 * has nothing to do by itself: whatever is called brings a space there first.
 *
 * @param result completed with whether it is there, or {@code false} if more is to be
 * done; fails if it can't be brought there
 */
record MigrationCall(CompletableFuture<Boolean> result) implements SpaceCall {

	private static final int BYTES = 100;

	@Override
	public int size() {
		return 1;
	}

	@Override
	public long bytes() {
		return BYTES;
	}

	@Override
	public boolean createsSpace() {
		return false;
	}

	/** It runs no code of anybody's. */
	@Override
	public CallerContext caller() {
		return CallerContext.NONE;
	}

	@Override
	public boolean condemned() {
		return false;
	}

	@Override
	public SpaceCall condemn() {
		return this;
	}

	@Override
	public void refuse(String why, @Nullable Throwable cause) {
		this.result.completeExceptionally(
				(cause != null) ? new StoreUnavailableException(why, cause) : new StoreUnavailableException(why));
	}

	@Override
	public String toString() {
		return "The migration";
	}

}
