package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;

/**
 * One space of one client, answered at once by whichever thread asks.
 */
final class CountingServer implements SyncTransport {

	private final WireCodec codec = new WireCodec();

	private final MutatorCatalog mutators;

	private final MutationRunner runner;

	private final List<Long> processed = new ArrayList<>();

	private Entries entries = Entries.EMPTY;

	private long version;

	private PokeConnectionListener listener = new Nobody();

	private String subscription = "";

	CountingServer(Object mutators) {
		JacksonValueCodecs codecs = JacksonValueCodecs.create();
		this.mutators = MutatorCatalog.of(List.of(mutators), codecs);
		this.runner = new MutationRunner(codecs);
	}

	/** The ids in the order in which they were processed. */
	synchronized List<Long> processed() {
		return List.copyOf(this.processed);
	}

	synchronized Entries entries() {
		return this.entries;
	}

	/** Whether a client still has many versions to hear of. */
	synchronized boolean isAheadOf(Base base) {
		return base.point() != null && base.point().version() < this.version - 100;
	}

	/** Somebody else sets an entry. */
	synchronized void setByOthers(String key, String json) {
		commit(List.of(new Patch(key, new StoredValue(json))), Map.of("somebody", this.version));
	}

	@Override
	public synchronized CompletionStage<TransportResponse> post(TransportRequest request) {
		String body = request.path().endsWith("push") ? push(this.codec.readPushRequest(request.body()))
				: pull(this.codec.readPullRequest(request.body()));
		return CompletableFuture.completedFuture(new TransportResponse(200, null, body));
	}

	private String push(PushRequest request) {
		for (PushMutation mutation : request.mutations()) {
			if (mutation.id() > this.processed.size()) {
				MutatorDefinition mutator = this.mutators.find("count", mutation.name());
				Overlay overlay = new Overlay(this.entries);
				this.runner.run(mutator, new StoredValue(mutation.args()), new Side("alice", true), overlay);
				this.processed.add(mutation.id());
				commit(List.copyOf(overlay.changes()), Map.of(request.clientId(), (long) this.processed.size()));
			}
		}
		return this.codec.writePushResponse(new PushResponse("alice", this.processed.size(), this.version, List.of()));
	}

	private String pull(PullRequest request) {
		List<Patch> patches = new ArrayList<>();
		this.entries.all().forEachRemaining((entry) -> patches.add(new Patch(entry.getKey(), entry.getValue())));
		Delta all = new Delta("e", "c" + this.version, 0, this.version, patches,
				Map.of(request.clientId(), (long) this.processed.size()), List.of());
		return this.codec.writePullResponse(new PullResponse(all, "alice", 1, true, null));
	}

	private void commit(List<Patch> patches, Map<String, Long> ids) {
		this.entries = this.entries.with(patches);
		this.version++;
		this.listener.message(this.subscription, Map.of(), this.codec
			.writeDelta(new Delta("e", "c" + this.version, this.version, this.version, patches, ids, List.of())));
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener opened) {
		opened.connected();
		return new PokeConnection() {

			@Override
			public void subscribe(String id, String destination, Map<String, String> headers) {
				synchronized (CountingServer.this) {
					CountingServer.this.subscription = id;
					CountingServer.this.listener = opened;
				}
			}

			@Override
			public void unsubscribe(String id) {
			}

			@Override
			public void close() {
			}

		};
	}

	/**
	 * Before anybody has subscribed.
	 */
	private static final class Nobody implements PokeConnectionListener {

		@Override
		public void connected() {
		}

		@Override
		public void message(String subscriptionId, Map<String, String> headers, String body) {
		}

		@Override
		public void closed(String reason) {
		}

	}

}
