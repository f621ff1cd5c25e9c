package dev.syncedstore.core.state;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A type of arguments or values that JSON can't carry.
 */
public final class UnsupportedTypeException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final transient Class<?> type;

	/**
	 * Create the exception.
	 * @param type the type
	 * @param problem what is wrong with it, and what to write instead
	 */
	public UnsupportedTypeException(Class<?> type, String problem) {
		super(type.getName() + ": " + problem);
		this.type = type;
	}

	/**
	 * The type that can't be carried.
	 * @return the type
	 */
	public Class<?> type() {
		return this.type;
	}

}
