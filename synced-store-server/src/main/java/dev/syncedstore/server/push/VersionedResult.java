package dev.syncedstore.server.push;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The result of a mutation whose caller wants to know the version that it has taken.
 */
final class VersionedResult extends CompletableFuture<@Nullable Void> {

	private volatile long version;

	/** Before it is completed. */
	void take(long version) {
		this.version = version;
	}

	long version() {
		return this.version;
	}

}
