package dev.syncedstore.test.world;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.action.run.ActionSettings;
import dev.syncedstore.server.action.run.ActionSetup;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.engine.SyncEngineBuilder;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.HistoryGuard;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.member.MemberDirectory;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.test.log.InMemoryVersionLog;
import dev.syncedstore.test.transport.InProcessServer;
import dev.syncedstore.test.transport.MortalServer;

/**
 * One process of the server, from its start to its death, put together as in an
 * application.
 */
final class ServerNode {

	private static final Duration TICK = Duration.ofSeconds(1);

	private static final Duration MAINTENANCE = Duration.ofSeconds(10);

	private final WorldParts parts;

	private final MortalServer process = new MortalServer();

	private final SyncEngine engine;

	private final PokeHub hub;

	ServerNode(WorldParts parts, InMemoryVersionLog storage, VersionLog wrapped, Supplier<String> tokens) {
		this.parts = parts;
		HistoryGuard log = new HistoryGuard(wrapped, tokens, this::historyReplaced);
		WireCodec codec = new WireCodec();
		AccessDecisions access = access(log);
		Executor executor = this.process.whileAlive(parts.time().executor(() -> Duration.ZERO));
		Executor serial = this.process.whileAlive(parts.time().serialExecutor(() -> Duration.ZERO));
		this.hub = new PokeHub(new PokeParts(log, parts.serverCatalog().storeTypes(), parts.schemas()::version, access,
				codec::writeDelta, executor, serial, parts.time().clock(), PokeObserver.NONE));
		SyncEngineBuilder builder = SyncEngine.builder(log, parts.serverCatalog(), parts.codecs())
			.access(access)
			.schemas(parts.schemas())
			.migrationLimits(parts.migrationLimits())
			.executor(executor)
			.clock(parts.time().clock())
			.tokens(tokens)
			.ports(parts.ports())
			.commitListener(this.hub)
			.hooks(parts.hooks())
			.actions(new ActionSetup(parts.actions(), storage.actionCalls(), storage.outbox(),
					new ActionTurns(parts.time(), this.process), ActionSettings.defaults()));
		if (parts.members() != null) {
			builder.members(parts.members());
		}
		this.engine = builder.build();
		this.hub.migrations(this.engine::migrate);
		this.process.serve(new InProcessServer(this.engine, this.hub, codec));
		every(TICK, this.hub::tick);
		every(TICK, this.engine::tick);
		every(MAINTENANCE, this.engine::maintain);
	}

	private AccessDecisions access(HistoryGuard log) {
		AccessDecisions byPolicy = AccessDecisions.immediate(this.parts.access());
		MembershipRules members = this.parts.members();
		return (members != null) ? byPolicy.with(new MemberDirectory(members, log, this.parts.codecs(),
				Duration.ofSeconds(1), this.parts.time().clock())) : byPolicy;
	}

	MortalServer process() {
		return this.process;
	}

	SyncEngine engine() {
		return this.engine;
	}

	PokeHub hub() {
		return this.hub;
	}

	private void historyReplaced(CommittedBatch batch) {
		this.hub.committed(batch);
	}

	private void every(Duration interval, Runnable task) {
		this.parts.time().schedule(interval, this.process.whileAlive(() -> {
			task.run();
			every(interval, task);
		}));
	}

}
