package dev.syncedstore.server.schema;

import java.util.Map;

import dev.syncedstore.codec.schema.JsonSchemas;
import dev.syncedstore.core.mutation.MutatorDefinition;

/**
 * A mutator, as it is described to those who may call it.
 *
 * @param name its name on the wire
 * @param description what it does, possibly empty
 * @param argsType the record of its arguments
 * @param transactional whether it has a transaction of its own on the server
 * @param serverOnly whether clients know it by name only
 */
public record MutatorSchema(String name, String description, Class<?> argsType, boolean transactional,
		boolean serverOnly) {

	static MutatorSchema of(MutatorDefinition mutator) {
		return new MutatorSchema(mutator.name(), mutator.description(), mutator.argsType(), mutator.isTransactional(),
				mutator.isServerOnly());
	}

	/**
	 * What its arguments look like.
	 * @return a JSON Schema that stands by itself
	 */
	public Map<String, Object> argsSchema() {
		return JsonSchemas.document(this.argsType);
	}

}
