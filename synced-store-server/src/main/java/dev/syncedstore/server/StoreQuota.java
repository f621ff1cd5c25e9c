package dev.syncedstore.server;

/**
 * What the spaces of a store type, and the users of its actions, may take. Zero stands
 * for no limit.
 *
 * @param entries the most entries of a space
 * @param bytes the most bytes of a space: of its keys and values
 * @param actionsPerMinute the most calls of the type's actions by one user, as an average
 * over a minute, on each node
 * @param parkedActions how many of the type's enqueued actions may be parked before no
 * more may be enqueued
 */
public record StoreQuota(long entries, long bytes, int actionsPerMinute, int parkedActions) {

	/** No limits. */
	public static final StoreQuota NONE = new StoreQuota(0, 0, 0, 0);

	private static final long MEBIBYTE = 1 << 20;

	/**
	 * Quotas that keep a single space, user or broken action from filling a database.
	 * @return the quotas
	 */
	public static StoreQuota defaults() {
		return new StoreQuota(10_000_000, 1024 * MEBIBYTE, 300, 10_000);
	}

}
