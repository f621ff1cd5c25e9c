package dev.syncedstore.client;

import java.util.List;

import dev.syncedstore.core.Schema;
import dev.syncedstore.core.rebase.StoreMutators;
import dev.syncedstore.core.schema.SchemaCatalog;

/**
 * What the classes that a store was given declare about it.
 */
final class ClientSchema {

	private ClientSchema() {
	}

	/**
	 * The schema version under which mutations are made.
	 */
	static int version(SyncedStoreBuilder builder, StoreMutators mutators) {
		String storeType = mutators.storeType();
		List<Class<?>> schemas = builder.schemas.stream().filter((type) -> isOf(storeType, type)).toList();
		boolean declared = !schemas.isEmpty() || mutators.catalog()
			.classes(storeType)
			.stream()
			.anyMatch((type) -> type.isAnnotationPresent(Schema.class));
		Integer given = builder.schemaVersion;
		int version = SchemaCatalog.of(schemas, mutators.catalog()).version(storeType);
		if (given == null) {
			return version;
		}
		if (declared && given != version) {
			throw new IllegalStateException("The builder was told schemaVersion(" + given
					+ "), but the class with @Schema says " + version + ": leave the call out");
		}
		return given;
	}

	/** A class without the annotation is left to be complained about. */
	private static boolean isOf(String storeType, Class<?> type) {
		Schema schema = type.getAnnotation(Schema.class);
		return schema == null || schema.type().equals(storeType);
	}

}
