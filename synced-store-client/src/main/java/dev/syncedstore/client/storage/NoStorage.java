package dev.syncedstore.client.storage;

import java.util.Optional;

/**
 * Keeps nothing.
 */
final class NoStorage implements ClientStorage {

	@Override
	public Journal open(StoreKey key) {
		return Journal.NONE;
	}

	@Override
	public void erase(String server, String account) {
	}

	@Override
	public Optional<String> lastUserId(String server) {
		return Optional.empty();
	}

	@Override
	public void rememberUserId(String server, Optional<String> userId) {
	}

}
