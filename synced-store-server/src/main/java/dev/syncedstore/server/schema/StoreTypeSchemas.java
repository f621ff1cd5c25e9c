package dev.syncedstore.server.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.server.action.ActionCatalog;
import org.jspecify.annotations.Nullable;

/**
 * What all store types of a server look like. Made once at start; immutable and
 * thread-safe.
 */
public final class StoreTypeSchemas {

	private final Map<String, StoreTypeSchema> byStoreType = new TreeMap<>();

	private StoreTypeSchemas() {
	}

	/**
	 * Describe all store types.
	 * @param declared what they declare
	 * @param mutators the mutators
	 * @param actions the actions
	 * @return the schemas of all store types that have mutators
	 */
	public static StoreTypeSchemas of(SchemaCatalog declared, MutatorCatalog mutators, ActionCatalog actions) {
		StoreTypeSchemas schemas = new StoreTypeSchemas();
		for (String storeType : mutators.storeTypes()) {
			schemas.byStoreType.put(storeType, StoreTypeSchema.of(declared.schema(storeType),
					mutators.mutators(storeType).values(), actions.actions(storeType).values()));
		}
		return schemas;
	}

	/**
	 * The schema of a store type.
	 * @param storeType the store type
	 * @return the schema, or {@code null} if there is no such type
	 */
	public @Nullable StoreTypeSchema find(String storeType) {
		return this.byStoreType.get(storeType);
	}

	/**
	 * All schemas.
	 * @return the schemas, by store type
	 */
	public Collection<StoreTypeSchema> all() {
		return Collections.unmodifiableCollection(this.byStoreType.values());
	}

}
