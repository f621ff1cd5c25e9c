package dev.syncedstore.server.poke;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.log.CommittedBatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers, joiners, leavers and ticks at once, on real threads.
 */
class PokeHubStressTests {

	private static final int SPACES = 4;

	private static final int COMMITS = 2_000;

	private final WireCodec codec = new WireCodec();

	private final HeadsLog log = new HeadsLog();

	private final ExecutorService threads = Executors.newFixedThreadPool(8);

	private final Map<SpaceId, Long> versions = new ConcurrentHashMap<>();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void everySubscriberSeesAnUnbrokenRowOfDeltasFromItsFirstMessageOn(boolean guarded) throws InterruptedException {
		PokeHub hub = new PokeHub(new PokeParts(this.log, Set.of("todo"),
				new AccessDecisions(guarded ? (space, userId, operation) -> true : SpaceAccessPolicy.ANY_AUTHENTICATED,
						Duration.ofSeconds(1), this.threads, Clock.systemUTC()),
				this.codec::writeDelta, this.threads, this.threads, Clock.systemUTC(), PokeObserver.NONE));
		CountDownLatch writers = new CountDownLatch(SPACES);
		List<Chain> staying = new ArrayList<>();
		for (int i = 0; i < SPACES; i++) {
			SpaceId space = new SpaceId("todo", "s" + i);
			Thread writer = new Thread(() -> {
				for (long version = 1; version <= COMMITS; version++) {
					this.log.at(space, version);
					this.versions.put(space, version);
					hub.committed(new CommittedBatch(space, HeadsLog.headAt(version), version,
							List.of(HubFixture.set("todos/x", String.valueOf(version))), Map.of(), List.of()));
				}
				writers.countDown();
			});
			writer.start();
		}
		Random random = new Random(1);
		Queue<PokeHandle> leaving = new ConcurrentLinkedQueue<>();
		for (int n = 0; writers.getCount() > 0 || n < 200; n++) {
			SpaceId space = new SpaceId("todo", "s" + random.nextInt(SPACES));
			Chain chain = new Chain(space);
			PokeHandle handle = hub.subscribe(new PokeSubscription(space, "u" + n, "c" + n, 1), chain);
			if (random.nextInt(3) == 0 && staying.size() < 300) {
				staying.add(chain);
			}
			else {
				leaving.add(handle);
			}
			if (leaving.size() > 20) {
				leaving.remove().close();
			}
			if (n % 50 == 0) {
				hub.tick();
			}
		}
		assertThat(writers.await(1, TimeUnit.MINUTES)).isTrue();
		Awaitility.await().untilAsserted(() -> {
			for (Chain chain : staying) {
				assertThat(chain.reached()).isEqualTo(this.versions.get(chain.space));
			}
		});
		assertThat(staying).allSatisfy((chain) -> assertThat(chain.faults).isEmpty());
		leaving.forEach(PokeHandle::close);
		assertThat(hub.subscriptions()).isEqualTo(staying.size());
	}

	private final class Chain implements PokeReceiver {

		private final SpaceId space;

		private final List<String> faults = new ArrayList<>();

		private long version = -1;

		Chain(SpaceId space) {
			this.space = space;
		}

		@Override
		public synchronized void poked(Poke poke) {
			Delta delta = PokeHubStressTests.this.codec.readDelta(poke.json());
			if (this.version < 0 && !delta.isEmptyRange()) {
				this.faults.add("The first message is a delta");
			}
			if (this.version >= 0 && !delta.isEmptyRange() && delta.minIncludedVersion() > this.version + 1) {
				this.faults.add("Missed what is between " + this.version + " and " + delta.minIncludedVersion());
			}
			if (delta.maxIncludedVersion() < this.version) {
				this.faults.add("Went back from " + this.version + " to " + delta.maxIncludedVersion());
			}
			this.version = delta.maxIncludedVersion();
		}

		@Override
		public synchronized void ended(ProblemCode code, String detail) {
			this.faults.add(code + " " + detail);
		}

		synchronized long reached() {
			return this.version;
		}

	}

}
