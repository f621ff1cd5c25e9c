package dev.syncedstore.server;

/**
 * The schema versions that this server has.
 */
public final class SchemaVersions {

	private static final int FIRST = 1;

	private SchemaVersions() {
	}

	/**
	 * The schema version of a store type.
	 * @param storeType the store type
	 * @return the version that requests are served under
	 */
	public static int current(String storeType) {
		return FIRST;
	}

}
