package dev.syncedstore.core.schema;

import dev.syncedstore.core.Singleton;

/**
 * A singleton that a store type declares, in whatever visibilities it is used.
 *
 * @param singleton the singleton
 * @param description what it holds, possibly empty
 */
public record DeclaredSingleton(Singleton<?> singleton, String description) {

	/**
	 * Its table's name and its key.
	 * @return the path, as in keys on the wire
	 */
	public String path() {
		return this.singleton.tableName() + "/" + this.singleton.key();
	}

}
