package dev.syncedstore.server.action.run;

import java.time.Duration;

/**
 * For how long a node has what it runs without saying so again. After a crash it takes as
 * long until others find out.
 */
final class ActionLease {

	static final Duration LENGTH = Duration.ofSeconds(15);

	/** Twice may be missed. */
	static final Duration RENEWAL = Duration.ofSeconds(4);

	private ActionLease() {
	}

}
