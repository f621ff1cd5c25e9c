package dev.syncedstore.server;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.log.VersionLog;

/**
 * What pushes and pulls are served with.
 *
 * @param log where spaces are kept
 * @param catalog the mutators
 * @param codecs the codecs of tables
 * @param access who may do what
 * @param executor runs everything that talks to the database
 * @param clock the time
 * @param tokens makes random texts that nobody can guess
 * @param observer is told what happens
 * @param limits how much is held in memory
 * @param mutations what mutators run with
 * @param pushLimits what a push and the user behind it may take
 * @param schemas what store types declare
 * @param migrationLimits how much is brought to another version of it at a time
 */
public record EngineParts(VersionLog log, MutatorCatalog catalog, ValueCodecs codecs, AccessDecisions access,
		Executor executor, Clock clock, Supplier<String> tokens, EngineObserver observer, EngineLimits limits,
		MutationParts mutations, PushLimits pushLimits, SchemaCatalog schemas, MigrationLimits migrationLimits) {
}
