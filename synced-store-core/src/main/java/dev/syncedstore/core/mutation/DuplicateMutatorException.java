package dev.syncedstore.core.mutation;

import dev.syncedstore.core.SyncedStoreException;

/**
 * Two mutators of one store type have the same name.
 */
public final class DuplicateMutatorException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String storeType;

	private final String name;

	DuplicateMutatorException(MutatorDefinition one, MutatorDefinition other) {
		super("Store type " + one.storeType() + " has two mutators called " + one.name() + ": "
				+ InvalidMutatorException.describe(one.method()) + " and "
				+ InvalidMutatorException.describe(other.method()));
		this.storeType = one.storeType();
		this.name = one.name();
	}

	/**
	 * The store type.
	 * @return the store type
	 */
	public String storeType() {
		return this.storeType;
	}

	/**
	 * The name that was given twice.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

}
