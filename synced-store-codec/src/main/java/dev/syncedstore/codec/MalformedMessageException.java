package dev.syncedstore.codec;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A message that is not as the protocol wants it.
 */
public final class MalformedMessageException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String path;

	MalformedMessageException(String path, String problem) {
		super(path.isEmpty() ? "The message " + problem : path + ": " + problem);
		this.path = path;
	}

	/**
	 * Which field is wrong.
	 * @return a path such as {@code mutations[2].nonce}; empty if it is the whole message
	 */
	public String path() {
		return this.path;
	}

}
