package dev.syncedstore.server.poke;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.log.VersionLog;

/**
 * What subscribers are told with.
 *
 * @param log where spaces are kept
 * @param storeTypes the store types that can be subscribed to
 * @param access who may open which space
 * @param serializer writes deltas as JSON
 * @param dispatch builds and hands out messages; takes whatever it is given, at most one
 * task for each space
 * @param database runs what talks to the database, one task at a time; it may refuse work
 * @param clock the time
 * @param observer is told what is sent
 */
public record PokeParts(VersionLog log, Set<String> storeTypes, AccessDecisions access,
		Function<Delta, String> serializer, Executor dispatch, Executor database, Clock clock, PokeObserver observer) {

	public PokeParts {
		storeTypes = Set.copyOf(storeTypes);
	}

}
