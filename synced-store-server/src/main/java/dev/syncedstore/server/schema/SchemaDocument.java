package dev.syncedstore.server.schema;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.codec.schema.JsonSchemas;
import dev.syncedstore.codec.schema.JsonText;
import dev.syncedstore.core.schema.DeclaredSingleton;
import dev.syncedstore.core.schema.DeclaredTable;
import org.jspecify.annotations.Nullable;

/**
 * Writes a store type as one document. Used once.
 */
final class SchemaDocument {

	private final JsonSchemas schemas = new JsonSchemas();

	String write(StoreTypeSchema schema) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("$schema", JsonSchemas.DIALECT);
		document.put("title", schema.storeType());
		describe(document, schema.description());
		document.put("schema_version", schema.version());
		Map<String, Object> tables = new LinkedHashMap<>();
		schema.tables().forEach((table) -> tables.put(table.table().name(), table(table)));
		document.put("tables", tables);
		Map<String, Object> singletons = new LinkedHashMap<>();
		schema.singletons().forEach((singleton) -> singletons.put(singleton.path(), singleton(singleton)));
		document.put("singletons", singletons);
		Map<String, Object> mutators = new LinkedHashMap<>();
		schema.mutators().forEach((mutator) -> mutators.put(mutator.name(), mutator(mutator)));
		document.put("mutators", mutators);
		Map<String, Object> actions = new LinkedHashMap<>();
		schema.actions().forEach((action) -> actions.put(action.name(), action(action)));
		document.put("actions", actions);
		document.put("$defs", this.schemas.definitions());
		return JsonText.of(document);
	}

	private Map<String, Object> table(DeclaredTable table) {
		Map<String, Object> result = new LinkedHashMap<>();
		describe(result, table.description());
		result.put("value", this.schemas.schema(table.table().valueType()));
		return result;
	}

	private Map<String, Object> singleton(DeclaredSingleton singleton) {
		Map<String, Object> result = new LinkedHashMap<>();
		describe(result, singleton.description());
		result.put("table", singleton.singleton().tableName());
		result.put("key", singleton.singleton().key());
		result.put("value", this.schemas.schema(singleton.singleton().valueType()));
		return result;
	}

	private Map<String, Object> mutator(MutatorSchema mutator) {
		Map<String, Object> result = new LinkedHashMap<>();
		describe(result, mutator.description());
		result.put("args", this.schemas.schema(mutator.argsType()));
		result.put("transactional", mutator.transactional());
		result.put("server_only", mutator.serverOnly());
		return result;
	}

	private Map<String, Object> action(ActionSchema action) {
		Map<String, Object> result = new LinkedHashMap<>();
		describe(result, action.description());
		result.put("args", of(action.argsType()));
		result.put("result", of(action.resultType()));
		return result;
	}

	private Map<String, Object> of(@Nullable Class<?> type) {
		return (type != null) ? this.schemas.schema(type) : ActionSchema.NOTHING;
	}

	private static void describe(Map<String, Object> target, String description) {
		if (!description.isEmpty()) {
			target.put("description", description);
		}
	}

}
