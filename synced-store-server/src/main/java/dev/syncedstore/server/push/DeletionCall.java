package dev.syncedstore.server.push;

import java.util.concurrent.CompletableFuture;

import dev.syncedstore.server.CallerContext;
import org.jspecify.annotations.Nullable;

/**
 * The end of a space, by server code. It is the only call of its batch.
 *
 * @param deferredId under which it is stored until it has run, or 0
 * @param result completed once it is durable
 */
record DeletionCall(long deferredId, CompletableFuture<@Nullable Void> result) implements AwaitedCall {

	/** Stands in the place of a mutator's name, and can't be one. */
	static final String NAME = "$delete";

	private static final int BYTES = 100;

	@Override
	public long bytes() {
		return BYTES;
	}

	/** What is deleted before it exists must not come into being later. */
	@Override
	public boolean createsSpace() {
		return true;
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

	boolean isDeferred() {
		return this.deferredId != 0;
	}

	@Override
	public String toString() {
		return "The deletion";
	}

}
