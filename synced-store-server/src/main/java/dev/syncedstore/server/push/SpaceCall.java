package dev.syncedstore.server.push;

import dev.syncedstore.server.CallerContext;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a space's writer. Each ends exactly once: by what the batch makes of it,
 * or because it could not be processed.
 */
sealed interface SpaceCall permits PushCall, AwaitedCall, MigrationCall {

	/** How many mutations it counts for, at least 1. */
	int size();

	/** About how many bytes it holds. */
	long bytes();

	/** Whether it brings the space into being. */
	boolean createsSpace();

	/** In which context its mutators run. */
	CallerContext caller();

	/** Whether it is to be rejected without running. */
	boolean condemned();

	/** The same, to be rejected without running. */
	SpaceCall condemn();

	/**
	 * End without having been processed.
	 * @param why for people
	 * @param cause the failure, if there was one
	 */
	void refuse(String why, @Nullable Throwable cause);

}
