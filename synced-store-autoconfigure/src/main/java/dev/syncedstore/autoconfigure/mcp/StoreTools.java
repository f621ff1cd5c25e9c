package dev.syncedstore.autoconfigure.mcp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.syncedstore.server.schema.ActionSchema;
import dev.syncedstore.server.schema.MutatorSchema;
import dev.syncedstore.server.schema.StoreTypeSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;

/**
 * A tool for each mutator and each action, and some for reading.
 */
final class StoreTools {

	private final List<StoreTool> tools = new ArrayList<>();

	private final Set<String> names = new HashSet<>();

	private final Map<String, StoreTypeSchema> schemas = new LinkedHashMap<>();

	private final UserTools work;

	StoreTools(Collection<StoreTypeSchema> schemas, UserTools work) {
		schemas.forEach((schema) -> this.schemas.put(schema.storeType(), schema));
		this.work = work;
		for (StoreTypeSchema schema : this.schemas.values()) {
			schema.mutators().forEach((mutator) -> add(schema.storeType(), mutator));
			schema.actions().forEach((action) -> add(schema.storeType(), action));
		}
		addRead();
		addObserve();
		addDescribe();
	}

	List<StoreTool> all() {
		return List.copyOf(this.tools);
	}

	private void add(String storeType, MutatorSchema mutator) {
		String name = storeType + "_" + mutator.name();
		add(Tool.builder(name, ToolInput.with(name, mutator.argsSchema()).schema())
			.description(describe(mutator.description(), name))
			.annotations(annotations(false))
			.build(), (arguments) -> this.work.mutate(storeType, mutator.name(), arguments));
	}

	/** A mutator may have the same name. */
	private void add(String storeType, ActionSchema action) {
		String plain = storeType + "_" + action.name();
		String name = this.names.contains(plain) ? plain + "_action" : plain;
		add(Tool.builder(name, ToolInput.with(name, action.argsSchema()).schema())
			.description(describe(action.description(), name))
			.annotations(annotations(false))
			.build(), (arguments) -> this.work.call(storeType, action.name(), arguments));
	}

	private void addRead() {
		Map<String, Object> input = ofStoreType()
			.add("table", true, Map.of("type", "string", "description", "The table: describe_store names them"))
			.add("own", false,
					Map.of("type", "boolean", "description",
							"Whether to read the user's own private table, rather than the shared one"))
			.add("prefix", false, Map.of("type", "string", "description", "What the keys begin with"))
			.add("after", false,
					Map.of("type", "string", "description",
							"The key to begin after: what next of the page before says"))
			.add("limit", false, Map.of("type", "integer", "minimum", 1, "maximum", UserTools.MOST_ROWS))
			.schema();
		add(reading("read_table", "Read entries of a table of a space, in the order of their keys, a page at a time",
				input), (arguments) -> this.work.read(storeType(arguments), without(arguments)));
	}

	private void addObserve() {
		Map<String, Object> input = ofStoreType()
			.add("after_version", true,
					Map.of("type", "integer", "minimum", 0, "description",
							"The version that is known: what another tool has returned"))
			.add("epoch", false,
					Map.of("type", "string", "description", "The epoch that was returned with that version"))
			.add("timeout_seconds", false, Map.of("type", "integer", "minimum", 0, "maximum", UserTools.MOST_SECONDS))
			.schema();
		add(reading("observe_space",
				"Wait until something changes in a space after a version, and tell what: nothing, if the time is up "
						+ "before. If reset is true, read the tables again instead",
				input), (arguments) -> this.work.observe(storeType(arguments), without(arguments)));
	}

	private void addDescribe() {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", Map.of("store_type", storeTypeSchema()));
		schema.put("required", List.of("store_type"));
		add(reading("describe_store", "Tell what a store type has: its tables, mutators and actions, as JSON Schema",
				schema), (arguments) -> {
					StoreTypeSchema found = this.schemas.get(storeType(arguments));
					return (found != null) ? ToolResults.done(Map.of("schema", ToolResults.value(found.json())))
							: ToolResults.refused("refused", "unknown_store_type", "There is no such store type");
				});
	}

	private ToolInput ofStoreType() {
		return ToolInput.ofSpace().add("store_type", true, storeTypeSchema());
	}

	private Map<String, Object> storeTypeSchema() {
		return Map.of("type", "string", "enum", List.copyOf(this.schemas.keySet()), "description",
				"What kind of space it is");
	}

	/** Only those that are offered: others are as if they weren't there. */
	private String storeType(Map<String, Object> arguments) {
		String storeType = String.valueOf(arguments.get("store_type"));
		return this.schemas.containsKey(storeType) ? storeType : "";
	}

	private static Map<String, Object> without(Map<String, Object> arguments) {
		Map<String, Object> rest = new LinkedHashMap<>(arguments);
		rest.remove("store_type");
		return rest;
	}

	private static String describe(String description, String otherwise) {
		return description.isEmpty() ? otherwise : description;
	}

	private static ToolAnnotations annotations(boolean readOnly) {
		return ToolAnnotations.builder().readOnlyHint(readOnly).openWorldHint(false).build();
	}

	private static Tool reading(String name, String description, Map<String, Object> input) {
		return Tool.builder(name, input).description(description).annotations(annotations(true)).build();
	}

	private void add(Tool tool, Function<Map<String, Object>, CallToolResult> work) {
		if (!this.names.add(tool.name())) {
			throw new McpUnavailableException("Two tools would have the name " + tool.name(),
					"Rename the mutator or action, or leave its store type out of synced-store.mcp.store-types");
		}
		this.tools.add(new StoreTool(tool, work));
	}

}
