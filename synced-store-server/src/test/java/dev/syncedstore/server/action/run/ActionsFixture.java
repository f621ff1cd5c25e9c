package dev.syncedstore.server.action.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.ActionResponse;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.Quotas;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.SyncEngineBuilder;
import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;

/**
 * A node with actions over a log in PostgreSQL.
 */
final class ActionsFixture implements AutoCloseable {

	private final OwnActionThreads threads = new OwnActionThreads();

	private final NoteActions actions = new NoteActions();

	private final EngineFixture engine;

	private final ActionNode node;

	/** By how much the node's clock is ahead of the database's. */
	private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

	private final Clock clock = new Clock() {

		@Override
		public Instant instant() {
			return Instant.now().plus(ActionsFixture.this.ahead.get());
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	};

	ActionsFixture(PostgresLog postgres, ActionSettings settings) {
		this(Stores.of(postgres, postgres.log()), settings, UnaryOperator.identity());
	}

	ActionsFixture(PostgresLog postgres, ActionSettings settings, Quotas quotas) {
		this(Stores.of(postgres, postgres.log()), settings, (builder) -> builder.quotas(quotas));
	}

	ActionsFixture(PostgresLog postgres, VersionLog log, ActionSettings settings, SpaceAccessPolicy policy) {
		this(Stores.of(postgres, log), settings, (builder) -> builder.policy(policy));
	}

	/** With another outbox. */
	ActionsFixture(PostgresLog postgres, ActionSettings settings, ActionOutbox outbox) {
		this(new Stores(postgres.log(), postgres.actionCalls(), outbox), settings, UnaryOperator.identity());
	}

	private ActionsFixture(Stores stores, ActionSettings settings, UnaryOperator<SyncEngineBuilder> customizer) {
		ActionSetup setup = new ActionSetup(ActionCatalog.of(List.of(this.actions), JacksonValueCodecs.create()),
				stores.calls, stores.outbox, this.threads, settings);
		this.engine = EngineFixture.over(stores.log,
				(builder) -> customizer.apply(builder.actions(setup).clock(this.clock)));
		ActionNode actions = this.engine.engine().actions();
		if (actions == null) {
			throw new AssertionError("There are actions");
		}
		this.node = actions;
	}

	static ActionSettings settings(Duration timeout, int attempts) {
		return new ActionSettings(timeout, 4, attempts, Duration.ofMillis(20), Duration.ofMillis(100),
				Duration.ofDays(30));
	}

	/** Time passes for the node, as far as its clock tells. */
	void advance(Duration duration) {
		this.ahead.updateAndGet((known) -> known.plus(duration));
		this.node.tick();
	}

	NoteActions actions() {
		return this.actions;
	}

	EngineFixture engine() {
		return this.engine;
	}

	ActionNode node() {
		return this.node;
	}

	static ActionRequest request(String actionId, String args) {
		return new ActionRequest(1, 1, "client-1", null, actionId, args);
	}

	static String newId() {
		return UUID.randomUUID().toString();
	}

	Answer<ActionResponse> call(SpaceId space, String user, String action, ActionRequest request) {
		return EngineFixture.join(this.node.service().call(space, user, action, request));
	}

	ActionResponse served(SpaceId space, String action, String args) {
		return EngineFixture.served(call(space, "alice", action, request(newId(), args)));
	}

	Problem problem(SpaceId space, String action, String args) {
		return EngineFixture.problem(call(space, "alice", action, request(newId(), args)));
	}

	static @Nullable Object applicationCode(Problem problem) {
		return problem.members().get("application_code");
	}

	@Override
	public void close() {
		this.engine.close();
		this.threads.close();
	}

	private record Stores(VersionLog log, ActionCalls calls, ActionOutbox outbox) {

		static Stores of(PostgresLog postgres, VersionLog log) {
			return new Stores(log, postgres.actionCalls(), postgres.outbox());
		}

	}

}
