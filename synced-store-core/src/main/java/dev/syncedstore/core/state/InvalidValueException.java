package dev.syncedstore.core.state;

import java.util.Objects;

import dev.syncedstore.core.SyncedStoreException;

/**
 * JSON that doesn't fit a type, or a value that JSON can't carry.
 */
public final class InvalidValueException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String path;

	/**
	 * Create the exception.
	 * @param path where, such as {@code items[2].text}; empty for the whole
	 * @param problem what is wrong there
	 */
	public InvalidValueException(String path, String problem) {
		super(path.isEmpty() ? problem : path + ": " + problem);
		this.path = path;
	}

	/**
	 * Where and what the problem is.
	 * @return the message, never {@code null}
	 */
	@Override
	public String getMessage() {
		return Objects.requireNonNullElse(super.getMessage(), "");
	}

	/**
	 * Where the problem is.
	 * @return a path such as {@code items[2].text}; empty for the whole
	 */
	public String path() {
		return this.path;
	}

}
