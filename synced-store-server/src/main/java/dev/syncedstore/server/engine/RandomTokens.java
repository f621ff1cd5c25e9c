package dev.syncedstore.server.engine;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Random texts that nobody can guess. Thread-safe.
 */
final class RandomTokens implements Supplier<String> {

	private static final int BYTES = 12;

	private final SecureRandom random = new SecureRandom();

	@Override
	public String get() {
		byte[] bytes = new byte[BYTES];
		this.random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

}
