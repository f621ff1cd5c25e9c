package dev.syncedstore.core.schema;

import java.util.List;

/**
 * What one store type declares.
 *
 * @param storeType the store type
 * @param version its version
 * @param description what it is for, possibly empty
 * @param tables its tables, by name
 * @param singletons its singletons, by table and key
 * @param migrations what leads to its version
 */
public record DeclaredSchema(String storeType, int version, String description, List<DeclaredTable> tables,
		List<DeclaredSingleton> singletons, SchemaMigrations migrations) {

	/** The version of a store type that says nothing else. */
	public static final int FIRST_VERSION = 1;

	public DeclaredSchema {
		tables = List.copyOf(tables);
		singletons = List.copyOf(singletons);
	}

	static DeclaredSchema empty(String storeType) {
		return new DeclaredSchema(storeType, FIRST_VERSION, "", List.of(), List.of(),
				SchemaMigrations.none(FIRST_VERSION));
	}

}
