package dev.syncedstore.server.web;

/**
 * What requests, and the user behind them, may take. Rates are averages over ten seconds,
 * so that a client that comes back with a lot is not held up.
 *
 * @param maxBytes how large the inflated body of a request may be
 * @param perUser the most requests of a user that are being received, served and answered
 * at a time
 * @param pushesPerSecond the most pushes of a user
 * @param pullsPerSecond the most pulls of a user, each page of one being a pull
 * @param bytesPerSecond the most bytes of a user's requests, inflated
 * @param actionsPerMinute the most calls of actions of a user, as an average over a
 * minute
 */
public record RequestLimits(int maxBytes, int perUser, int pushesPerSecond, int pullsPerSecond, long bytesPerSecond,
		int actionsPerMinute) {

	private static final int MEBIBYTE = 1 << 20;

	/**
	 * Limits that no well-meaning client meets.
	 * @return the limits
	 */
	public static RequestLimits defaults() {
		return new RequestLimits(2 * MEBIBYTE, 64, 100, 100, 2 * MEBIBYTE, 300);
	}

}
