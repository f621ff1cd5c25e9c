package dev.syncedstore.autoconfigure.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tool takes, as JSON Schema: what a mutator or an action takes, and which space
 * is meant.
 */
final class ToolInput {

	/** Which space of its store type. */
	static final String INSTANCE_ID = "instance_id";

	private static final String DEFINITIONS = "#/$defs/";

	private static final Map<String, Object> INSTANCE = Map.of("type", "string", "description",
			"Id of the space: which list, board or game is meant. The user's application shows it in its address");

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private final List<String> required = new ArrayList<>();

	private final Map<String, Object> definitions = new LinkedHashMap<>();

	private ToolInput() {
		this.properties.put(INSTANCE_ID, INSTANCE);
		this.required.add(INSTANCE_ID);
	}

	/** Of a tool that takes nothing but a space, and what is added. */
	static ToolInput ofSpace() {
		return new ToolInput();
	}

	/**
	 * Of a tool with the members of an object besides.
	 * @param tool its name, for the failure
	 * @param schema a JSON Schema that stands by itself, of an object
	 */
	static ToolInput with(String tool, Map<String, Object> schema) {
		ToolInput input = new ToolInput();
		Map<?, ?> definitions = members(schema, "$defs");
		definitions.forEach((name, definition) -> input.definitions.put(String.valueOf(name), definition));
		Map<?, ?> object = (schema.get("$ref") instanceof String reference)
				? members(definitions, reference.substring(DEFINITIONS.length())) : schema;
		members(object, "properties").forEach((name, property) -> {
			if (input.properties.putIfAbsent(String.valueOf(name), property) != null) {
				throw new McpUnavailableException("Tool " + tool + " can't be offered, because its arguments have a "
						+ "component " + name + ", which says already which space is meant", "Rename the component");
			}
		});
		if (object.get("required") instanceof List<?> names) {
			names.forEach((name) -> input.required.add(String.valueOf(name)));
		}
		return input;
	}

	ToolInput add(String name, boolean isRequired, Map<String, Object> schema) {
		this.properties.put(name, schema);
		if (isRequired) {
			this.required.add(name);
		}
		return this;
	}

	Map<String, Object> schema() {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", this.properties);
		schema.put("required", this.required);
		if (!this.definitions.isEmpty()) {
			schema.put("$defs", this.definitions);
		}
		return schema;
	}

	private static Map<?, ?> members(Map<?, ?> object, String name) {
		return (object.get(name) instanceof Map<?, ?> members) ? members : Map.of();
	}

}
