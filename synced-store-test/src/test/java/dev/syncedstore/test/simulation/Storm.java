package dev.syncedstore.test.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.Rejection;
import dev.syncedstore.client.StoreListener;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.SyncedStoreBuilder;
import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.test.audit.Event.Sight;
import dev.syncedstore.test.journal.Journal;
import dev.syncedstore.test.transport.Fault;
import dev.syncedstore.test.transport.RandomConditions;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestServer;
import dev.syncedstore.test.world.TestWorld;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One run in which everything fails that can: network, database, server and clients, and
 * the backups that are restored then. What was observed goes to the judge.
 */
final class Storm {

	private static final int STEPS = 150;

	private static final int BACKUPS_KEPT = 3;

	/** Each space is a large one, whose migration takes a commit for each entry. */
	private static final MigrationLimits ENTRY_BY_ENTRY = new MigrationLimits(0, 1);

	/**
	 * What no connection does that doesn't break. Who misses where the space was when the
	 * subscription began can't tell a history that was taken back from one that went on.
	 */
	private static final Set<Fault> IMPOSSIBLE = EnumSet.of(Fault.POKE_LOST, Fault.POKES_REORDERED);

	private static final List<String> USERS = List.of("alice", "bob", "carol");

	private final RandomGenerator random;

	private final RandomConditions conditions;

	private final TestWorld world;

	private final Map<String, TestClient> clients = new TreeMap<>();

	private final ObservedHistory history;

	private final Devices devices;

	private final Deployments deployments;

	private final Deque<TestServer.Backup> backups = new ArrayDeque<>();

	private final Map<String, Long> counts = new HashMap<>();

	private @Nullable VersionLog stored;

	private int tokens;

	Storm(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		this.random = random;
		this.conditions = new RandomConditions(random.split(), 1);
		Set<Fault> possible = EnumSet.allOf(Fault.class);
		possible.removeAll(IMPOSSIBLE);
		this.conditions.only(possible);
		this.history = new ObservedHistory(this.clients);
		this.devices = new Devices(random.split(), this.history::happened, this::count,
				List.of("alice", "alice's phone", "bob"));
		this.world = TestWorld.builder()
			.mutators(Journal.class)
			.migrations(ENTRY_BY_ENTRY)
			.conditions(this.conditions)
			.log(this::failing)
			.stores(this::open)
			.seed(seed)
			.start();
		this.deployments = new Deployments(this.world.server(), this::count);
		this.clients.put("alice", this.world.client("alice"));
		this.clients.put("alice's phone", this.world.client("alice", "phone"));
		this.clients.put("bob", this.world.client("bob"));
		this.clients.put("carol", this.world.client("carol"));
		this.world.afterEachStep(() -> {
			this.history.look();
			this.devices.work();
		});
	}

	private void open(String name, SyncedStoreBuilder store) {
		this.devices.plug(name, store);
		store.listener(new StoreListener() {

			@Override
			public void rejected(Rejection rejection) {
				Storm.this.history.rejectedLater(name, rejection);
			}

		});
	}

	/** Run, and throw what the judge finds. */
	Map<String, Long> run() {
		for (int step = 0; step < STEPS; step++) {
			List<String> names = List.copyOf(this.clients.keySet());
			act(names.get(this.random.nextInt(names.size())));
			this.world.pass(pause());
		}
		this.conditions.quiet();
		this.devices.quiet();
		this.deployments.finish();
		this.world.server().start();
		this.clients.forEach((name, client) -> {
			update(name, client);
			client.start();
			this.history.look();
			client.network().mend();
			client.network().release();
			client.goOnline();
		});
		this.world.settle();
		this.world.pass(Duration.ofMinutes(1));
		this.world.settle();
		this.history.look();
		List<String> findings = this.history.judge(this.world.server()
			.query((ctx) -> Journal.sight(ctx, this.clients.get("bob").store().snapshot().base().point().epoch(),
					this.world.server().version(), USERS)));
		if (!findings.isEmpty()) {
			throw new AssertionError(
					String.join("\n", findings.subList(0, Math.min(10, findings.size()))) + "\n" + this.world);
		}
		for (Fault fault : EnumSet.complementOf(EnumSet.copyOf(IMPOSSIBLE))) {
			this.counts.merge("fault " + fault, this.world.faults(fault), Long::sum);
		}
		return this.counts;
	}

	private void act(String name) {
		TestClient client = this.clients.get(name);
		int choice = this.random.nextInt(103);
		if (choice < 52) {
			mutate(name, client);
		}
		else if (choice < 55) {
			this.devices.copy(name, client);
		}
		else if (choice < 62) {
			if (client.network().isCut()) {
				client.network().mend();
			}
			else {
				client.network().cut();
			}
		}
		else if (choice < 66) {
			client.goOffline();
		}
		else if (choice < 70) {
			client.goOnline();
		}
		else if (choice < 72) {
			client.network().hold();
		}
		else if (choice < 75) {
			letGo(client);
		}
		else if (choice < 77) {
			client.network().disconnect();
		}
		else if (choice < 79) {
			client.network().halfOpen();
		}
		else if (choice < 82) {
			crash(name, client);
		}
		else if (choice < 84) {
			this.devices.dieSoon(name, () -> {
				count("deaths between two writes");
				crash(name, client);
			});
		}
		else if (choice < 88) {
			client.start();
			this.history.look();
		}
		else if (choice < 92) {
			count("fault " + Fault.SERVER_RESTARTED);
			this.world.server().restart();
		}
		else if (choice < 94) {
			count("servers killed");
			this.world.server().stop();
		}
		else if (choice < 96) {
			this.world.server().start();
		}
		else if (choice < 98) {
			this.backups.add(this.world.server().backup());
			if (this.backups.size() > BACKUPS_KEPT) {
				this.backups.remove();
			}
		}
		else if (choice < 100) {
			restore();
		}
		else if (choice < 101) {
			this.deployments.turn();
		}
		else {
			update(name, client);
		}
	}

	/** As a user ends a program that has been updated, at any moment. */
	private void update(String name, TestClient client) {
		if (this.deployments.isOutdated(name)) {
			crash(name, client);
			this.deployments.update(name, client);
			this.history.look();
		}
	}

	private void mutate(String name, TestClient client) {
		if (!client.isRunning()) {
			return;
		}
		String token = "t" + ++this.tokens;
		int choice = this.random.nextInt(10);
		String list = (choice < 3) ? "" : "list" + choice % 2;
		try {
			this.history.made(name, token, list, mutate(name, client.store(), token, list, choice == 3 || choice == 4));
			count("mutations");
		}
		catch (StorageException ex) {
			// It has died before it could write the mutation down.
			assertThat(client.isRunning()).isFalse();
		}
	}

	private MutationResult mutate(String name, SyncedStore store, String token, String list, boolean inVain) {
		if (list.isEmpty()) {
			return this.deployments.keep(name, store, token);
		}
		if (inVain) {
			count("mutations made in vain");
			return this.deployments.appendInVain(name, store, token, list);
		}
		return this.deployments.append(name, store, token, list);
	}

	/**
	 * A connection that loses pokes, or would bring them in another order, has broken.
	 */
	private void letGo(TestClient client) {
		switch (this.random.nextInt(4)) {
			case 0 -> client.network().passOne();
			case 1 -> loseHeld(client);
			case 2 -> {
				client.network().disconnect();
				client.network().releaseInReverse();
			}
			default -> client.network().release();
		}
	}

	private void loseHeld(TestClient client) {
		client.network().disconnect();
		client.network().dropHeld();
	}

	private void crash(String name, TestClient client) {
		if (client.isRunning()) {
			count("clients killed");
			client.crash();
			this.devices.died(name, client.store().clientId());
			this.history.died(name);
		}
	}

	/**
	 * Mostly under the running server, at times while it is down. What was sent before
	 * and comes late would be there twice, as the guarantees say, so it is lost.
	 */
	private void restore() {
		TestServer.Backup backup = this.backups.poll();
		if (backup == null) {
			return;
		}
		// The others are of a history that ends here: who restores one of them later
		// brings
		// back what clients have sent again meanwhile.
		this.backups.clear();
		count("backups restored");
		this.conditions.loseRequests();
		this.clients.values().forEach(this::loseHeld);
		boolean down = this.random.nextInt(3) == 0;
		if (down) {
			this.world.server().stop();
		}
		Sight before = stored();
		this.world.server().restore(backup);
		this.history.takenBack(before, stored());
		if (down) {
			this.world.server().start();
		}
	}

	/** What the log has, whether or not the server can reach it. */
	private Sight stored() {
		VersionLog log = Objects.requireNonNull(this.stored);
		return log.read(this.world.mainSpace(), (snapshot) -> this.history.stored(snapshot, USERS));
	}

	private VersionLog failing(VersionLog log) {
		this.stored = log;
		return new RecordedVersionLog(log, (space, commit) -> {
		}, this::logFault, this.conditions::coin);
	}

	private Duration pause() {
		int choice = this.random.nextInt(100);
		int longest = (choice < 70) ? 60 : (choice < 95) ? 2_000 : 60_000;
		return Duration.ofMillis(this.random.nextInt(longest));
	}

	private boolean logFault(Fault fault) {
		boolean happens = this.conditions.happens(fault);
		if (happens) {
			this.counts.merge("fault " + fault, 1L, Long::sum);
		}
		return happens;
	}

	private void count(String what) {
		this.counts.merge(what, 1L, Long::sum);
	}

}
