package dev.syncedstore.core.schema;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A schema that can't be used as it is declared.
 */
public final class InvalidSchemaException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	InvalidSchemaException(String problem, String remedy) {
		super(problem);
		this.remedy = remedy;
	}

	/**
	 * What to do about it.
	 * @return sentences for people
	 */
	public String remedy() {
		return this.remedy;
	}

}
