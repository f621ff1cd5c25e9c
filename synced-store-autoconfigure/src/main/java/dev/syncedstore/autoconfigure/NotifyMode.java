package dev.syncedstore.autoconfigure;

/**
 * How the nodes that share a database hear of each other's commits.
 */
public enum NotifyMode {

	/**
	 * By notifications of PostgreSQL, which arrive within milliseconds, on two
	 * connections outside of the pool.
	 */
	LISTEN,

	/** By asking the database twice a second. */
	POLL,

	/** Not at all: there is one node only. */
	OFF

}
