package dev.syncedstore.client;

import java.util.List;

import dev.syncedstore.core.Schema;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.SchemaCatalog;

/**
 * What the classes that a store was given declare about it.
 *
 * @param declared the schema that they declare
 * @param version the schema version under which mutations are made
 */
record ClientSchema(DeclaredSchema declared, int version) {

	static ClientSchema of(SyncedStoreBuilder builder, SpaceId space, MutatorCatalog mutators) {
		String storeType = space.storeType();
		List<Class<?>> schemas = builder.schemas.stream().filter((type) -> isOf(storeType, type)).toList();
		boolean isDeclared = !schemas.isEmpty()
				|| mutators.classes(storeType).stream().anyMatch((type) -> type.isAnnotationPresent(Schema.class));
		DeclaredSchema declared = SchemaCatalog.of(schemas, mutators).schema(storeType);
		Integer given = builder.schemaVersion;
		if (given != null && isDeclared && given != declared.version()) {
			throw new IllegalStateException("The builder was told schemaVersion(" + given
					+ "), but the class with @Schema says " + declared.version() + ": leave the call out");
		}
		return new ClientSchema(declared, (given != null) ? given : declared.version());
	}

	/** A class without the annotation is left to be complained about. */
	private static boolean isOf(String storeType, Class<?> type) {
		Schema schema = type.getAnnotation(Schema.class);
		return schema == null || schema.type().equals(storeType);
	}

}
