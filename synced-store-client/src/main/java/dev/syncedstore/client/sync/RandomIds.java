package dev.syncedstore.client.sync;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of clients and of calls.
 */
public final class RandomIds {

	private RandomIds() {
	}

	/**
	 * A random id.
	 * @param random where the randomness comes from
	 * @return a UUID of version 4
	 */
	public static String next(RandomGenerator random) {
		long high = (random.nextLong() & ~0xF000L) | 0x4000L;
		long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
		return new UUID(high, low).toString();
	}

}
