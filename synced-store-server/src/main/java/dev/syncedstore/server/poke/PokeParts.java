package dev.syncedstore.server.poke;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.log.VersionLog;

/**
 * What subscribers are told with.
 *
 * @param log where spaces are kept
 * @param storeTypes the store types that can be subscribed to
 * @param schemaVersions the schema version that each of them has on this node
 * @param access who may open which space
 * @param serializer writes deltas as JSON
 * @param dispatch builds and hands out messages; takes whatever it is given, at most one
 * task for each space
 * @param database runs what talks to the database, one task at a time; it may refuse work
 * @param clock the time
 * @param observer is told what is sent
 */
public record PokeParts(VersionLog log, Set<String> storeTypes, ToIntFunction<String> schemaVersions,
		AccessDecisions access, Function<Delta, String> serializer, Executor dispatch, Executor database, Clock clock,
		PokeObserver observer) {

	public PokeParts {
		storeTypes = Set.copyOf(storeTypes);
	}

	/**
	 * Parts of store types that all have their first schema version.
	 * @param log where spaces are kept
	 * @param storeTypes the store types that can be subscribed to
	 * @param access who may open which space
	 * @param serializer writes deltas as JSON
	 * @param dispatch builds and hands out messages
	 * @param database runs what talks to the database
	 * @param clock the time
	 * @param observer is told what is sent
	 */
	public PokeParts(VersionLog log, Set<String> storeTypes, AccessDecisions access, Function<Delta, String> serializer,
			Executor dispatch, Executor database, Clock clock, PokeObserver observer) {
		this(log, storeTypes, (type) -> DeclaredSchema.FIRST_VERSION, access, serializer, dispatch, database, clock,
				observer);
	}

}
