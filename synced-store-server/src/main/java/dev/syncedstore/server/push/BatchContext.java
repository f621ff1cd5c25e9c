package dev.syncedstore.server.push;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.EngineParts;
import org.jspecify.annotations.Nullable;

/**
 * What a batch is processed with.
 *
 * @param parts the engine's parts
 * @param execution runs mutators
 * @param space the space
 * @param verdict what is known already of one of its mutations
 */
record BatchContext(EngineParts parts, MutationExecution execution, SpaceId space, @Nullable Verdict verdict) {

	/** The version of the schema that this node has. */
	int schemaVersion() {
		return this.parts.schemas().version(this.space.storeType());
	}

}
