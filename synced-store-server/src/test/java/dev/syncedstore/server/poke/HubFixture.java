package dev.syncedstore.server.poke;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.log.CommittedBatch;

/**
 * A hub on one thread, and commits to tell it of.
 */
final class HubFixture {

	static final SpaceId SPACE = new SpaceId("todo", "groceries");

	final ManualClock clock = new ManualClock();

	final ManualExecutor dispatch = new ManualExecutor();

	final ManualExecutor database = new ManualExecutor();

	final ManualExecutor policy = new ManualExecutor();

	final HeadsLog log = new HeadsLog();

	final AtomicInteger serialisations = new AtomicInteger();

	final AtomicInteger delivered = new AtomicInteger();

	final PokeHub hub;

	HubFixture() {
		this(SpaceAccessPolicy.ANY_AUTHENTICATED);
	}

	HubFixture(SpaceAccessPolicy policy) {
		WireCodec codec = new WireCodec();
		Function<Delta, String> serializer = (delta) -> {
			this.serialisations.incrementAndGet();
			return codec.writeDelta(delta);
		};
		this.hub = new PokeHub(new PokeParts(this.log, Set.of("todo"),
				new AccessDecisions(policy, Duration.ofSeconds(1), this.policy, this.clock), serializer, this.dispatch,
				this.database, this.clock, new PokeObserver() {

					@Override
					public void delivered(String storeType, int receivers) {
						HubFixture.this.delivered.addAndGet(receivers);
					}

				}));
	}

	void settle() {
		boolean ran = true;
		while (ran) {
			ran = this.dispatch.runAll() | this.database.runAll() | this.policy.runAll();
		}
	}

	RecordedReceiver subscribe(String userId, String clientId) {
		RecordedReceiver receiver = new RecordedReceiver();
		this.hub.subscribe(new PokeSubscription(SPACE, userId, clientId, 1), receiver);
		settle();
		return receiver;
	}

	/** The space moves on in the log; the hub is not told. */
	void commitElsewhere(long version) {
		this.log.at(SPACE, version);
	}

	void commit(long version, Patch... patches) {
		commit(batch(version, List.of(), patches));
	}

	void commit(CommittedBatch batch) {
		this.log.at(SPACE, batch.head().version());
		this.hub.committed(batch);
	}

	static CommittedBatch batch(long version, List<RejectedMutation> rejections, Patch... patches) {
		return new CommittedBatch(SPACE, HeadsLog.headAt(version), version, Arrays.asList(patches),
				Map.of("writer", version), rejections);
	}

	static Patch set(String key, String json) {
		return new Patch(key, new StoredValue(json));
	}

	void wait(Duration duration) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.hub.tick();
			settle();
		}
	}

}
