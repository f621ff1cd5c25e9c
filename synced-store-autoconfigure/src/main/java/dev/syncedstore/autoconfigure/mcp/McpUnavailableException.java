package dev.syncedstore.autoconfigure.mcp;

import dev.syncedstore.core.SyncedStoreException;

/**
 * Tools were asked for, but there is no server that could offer them.
 */
public class McpUnavailableException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	McpUnavailableException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	/**
	 * What to do about it.
	 * @return what to do
	 */
	public String remedy() {
		return this.remedy;
	}

}
