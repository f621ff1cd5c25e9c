package dev.syncedstore.server.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.engine.DatabaseExecutor;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.engine.SyncEngineBuilder;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.VersionLog;

/**
 * A node that has some version of lists.
 */
final class ListNode implements AutoCloseable {

	private final List<CommittedBatch> committed = Collections.synchronizedList(new ArrayList<>());

	private final DatabaseExecutor executor = new DatabaseExecutor(3);

	private final SyncEngine engine;

	private final int version;

	ListNode(VersionLog log, Object mutators, MigrationLimits limits) {
		this(log, List.of(mutators), (builder) -> builder.migrationLimits(limits));
	}

	ListNode(VersionLog log, List<?> mutators, UnaryOperator<SyncEngineBuilder> customizer) {
		JacksonValueCodecs codecs = JacksonValueCodecs.create();
		MutatorCatalog catalog = MutatorCatalog.of(mutators, codecs);
		SchemaCatalog schemas = SchemaCatalog.of(List.of(), catalog);
		this.version = schemas.version("list");
		this.engine = customizer
			.apply(SyncEngine.builder(log, catalog, codecs)
				.schemas(schemas)
				.executor(this.executor)
				.commitListener(this.committed::add))
			.build();
	}

	static ListNode first(VersionLog log) {
		return new ListNode(log, new FirstLists(), MigrationLimits.defaults());
	}

	static ListNode second(VersionLog log) {
		return new ListNode(log, new SecondLists(), MigrationLimits.defaults());
	}

	static SpaceId newSpace() {
		return new SpaceId("list", UUID.randomUUID().toString());
	}

	static PushMutation made(long id, int version, String name, String args) {
		return new PushMutation(id, "n" + id, version, name, args);
	}

	static PushMutation first(long id, String name, String args) {
		return made(id, 1, name, args);
	}

	static PushMutation second(long id, String name, String args) {
		return made(id, 2, name, args);
	}

	SyncEngine engine() {
		return this.engine;
	}

	List<CommittedBatch> committed() {
		return List.copyOf(this.committed);
	}

	Answer<PushResponse> answer(SpaceId space, String client, PushMutation... mutations) {
		return join(this.engine.pushService()
			.push(space, "alice", new PushRequest(1, client, "alice", 0, List.of(mutations))));
	}

	PushResponse push(SpaceId space, String client, PushMutation... mutations) {
		return EngineFixture.served(answer(space, client, mutations));
	}

	Problem problem(SpaceId space, String client, PushMutation... mutations) {
		return EngineFixture.problem(answer(space, client, mutations));
	}

	Answer<PullResponse> pull(SpaceId space, int schemaVersion) {
		return join(this.engine.pullService()
			.pull(space, "alice", new PullRequest(1, schemaVersion, "puller", null, 0, null, null, null, null)));
	}

	Answer<PullResponse> pull(SpaceId space) {
		return pull(space, this.version);
	}

	/** What alice sees, by key. */
	Map<String, String> seen(SpaceId space) {
		Map<String, String> result = new TreeMap<>();
		for (Patch patch : EngineFixture.served(pull(space)).delta().patches()) {
			StoredValue value = patch.value();
			if (value != null) {
				result.put(patch.key(), value.json());
			}
		}
		return result;
	}

	@Override
	public void close() {
		this.engine.close();
		this.executor.close();
	}

	private static <T> T join(CompletionStage<T> stage) {
		return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
	}

}
