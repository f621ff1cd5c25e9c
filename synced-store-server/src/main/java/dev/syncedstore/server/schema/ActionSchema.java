package dev.syncedstore.server.schema;

import java.util.Map;

import dev.syncedstore.codec.schema.JsonSchemas;
import dev.syncedstore.server.action.ActionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * An action, as it is described to those who may call it.
 *
 * @param name its name on the wire
 * @param description what it does, possibly empty
 * @param argsType the record of its arguments, or {@code null} if it takes none
 * @param resultType the type of its result, or {@code null} if it returns nothing
 */
public record ActionSchema(String name, String description, @Nullable Class<?> argsType,
		@Nullable Class<?> resultType) {

	/** What goes over the wire where there is nothing to say. */
	static final Map<String, Object> NOTHING = Map.of("type", "object");

	static ActionSchema of(ActionDefinition action) {
		return new ActionSchema(action.name(), action.description(), action.argsType(),
				(action.resultType() != void.class) ? action.resultType() : null);
	}

	/**
	 * What its arguments look like.
	 * @return a JSON Schema that stands by itself
	 */
	public Map<String, Object> argsSchema() {
		return (this.argsType != null) ? JsonSchemas.document(this.argsType) : NOTHING;
	}

	/**
	 * What its result looks like.
	 * @return a JSON Schema that stands by itself
	 */
	public Map<String, Object> resultSchema() {
		return (this.resultType != null) ? JsonSchemas.document(this.resultType) : NOTHING;
	}

}
