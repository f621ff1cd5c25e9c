package dev.syncedstore.test.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.storage.MemoryStorage;
import dev.syncedstore.test.tally.Tally;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that come back with their storage, or with an old copy of it. Each mutation
 * adds another power of two, so the total tells which were done, and how often.
 */
class OldStorageTests {

	private static final int MUTATIONS = 40;

	private final ClientsAndServer all = new ClientsAndServer();

	private long seeds;

	@Test
	void whatARestoredCopyDoesIsDoneOnceAndNothingElseTwice() {
		MemoryStorage storage = new MemoryStorage();
		SyncedStore first = this.all.client("alice", storage, this.seeds++);
		add(first, 1);
		this.all.pass(Duration.ofSeconds(1));
		MemoryStorage backup = storage.copy();
		add(first, 2);
		this.all.pass(Duration.ofSeconds(1));
		String clientId = first.clientId();
		first.close();
		SyncedStore restored = this.all.client("alice", backup, this.seeds++);
		assertThat(restored.clientId()).isEqualTo(clientId);
		add(restored, 4);
		this.all.pass(Duration.ofSeconds(10));
		assertThat(restored.clientId()).isNotEqualTo(clientId);
		assertThat(this.all.total()).isEqualTo(7);
		assertThat(restored.query(Tally::total)).isEqualTo(7);
		assertThat(restored.pendingCount()).isZero();
	}

	@Test
	void aRestoredCopyIsDoneWithWhatTheOriginalHasSentAlsoIfTheOriginalWentFurther() {
		MemoryStorage storage = new MemoryStorage();
		SyncedStore first = this.all.client("alice", storage, this.seeds++);
		this.all.pass(Duration.ofSeconds(1));
		first.goOffline();
		add(first, 1);
		add(first, 2);
		MemoryStorage backup = storage.copy();
		first.goOnline();
		add(first, 4);
		this.all.pass(Duration.ofSeconds(10));
		first.close();
		SyncedStore restored = this.all.client("alice", backup, this.seeds++);
		assertThat(restored.query(Tally::total)).isEqualTo(3);
		this.all.pass(Duration.ofSeconds(10));
		assertThat(restored.pendingCount()).isZero();
		assertThat(this.all.total()).isEqualTo(7);
		assertThat(restored.query(Tally::total)).isEqualTo(7);
	}

	@Test
	void twoCopiesAtOnceBecomeTwoClients() {
		MemoryStorage storage = new MemoryStorage();
		SyncedStore first = this.all.client("alice", storage, this.seeds++);
		add(first, 1);
		this.all.pass(Duration.ofSeconds(1));
		SyncedStore second = this.all.client("alice", storage.copy(), this.seeds++);
		for (int i = 1; i < 10; i++) {
			add((i % 2 == 0) ? first : second, 1L << i);
			this.all.pass(Duration.ofSeconds(1));
		}
		this.all.pass(Duration.ofSeconds(10));
		assertThat(this.all.total()).isEqualTo((1 << 10) - 1);
		assertThat(first.query(Tally::total)).isEqualTo(second.query(Tally::total)).isEqualTo((1 << 10) - 1);
		assertThat(first.clientId()).isNotEqualTo(second.clientId());
	}

	@Test
	void wheneverAClientDiesWhatItHasMadeIsDoneOnce() {
		for (int seed = 0; seed < 60; seed++) {
			new Life(seed).live();
		}
	}

	private static void add(SyncedStore store, long amount) {
		store.mutate(Tally::add, new Tally.Add(amount));
	}

	/**
	 * One client's life, with its deaths.
	 */
	private static final class Life {

		private final ClientsAndServer all = new ClientsAndServer();

		private final Random random;

		private final int seed;

		private MemoryStorage storage = new MemoryStorage();

		private final List<MemoryStorage> backups = new ArrayList<>();

		private SyncedStore store;

		private int runs;

		Life(int seed) {
			this.seed = seed;
			this.random = new Random(seed);
			this.store = open();
		}

		void live() {
			for (int made = 0; made < MUTATIONS; made++) {
				add(this.store, 1L << made);
				step();
			}
			this.store.goOnline();
			this.all.pass(Duration.ofMinutes(3));
			assertThat(this.all.total()).as("Seed %s", this.seed).isEqualTo((1L << MUTATIONS) - 1);
			assertThat(this.store.query(Tally::total)).as("Seed %s", this.seed).isEqualTo(this.all.total());
			assertThat(this.store.pendingCount()).as("Seed %s", this.seed).isZero();
		}

		private void step() {
			switch (this.random.nextInt(8)) {
				case 0 -> this.store.goOffline();
				case 1, 2 -> this.store.goOnline();
				case 3 -> die(this.storage.copy());
				case 4 -> restoreOrBackUp();
				default -> this.all.pass(Duration.ofMillis(this.random.nextInt(1_500)));
			}
		}

		/** What was made since the backup must be done before, or it would be gone. */
		private void restoreOrBackUp() {
			if (this.backups.isEmpty()) {
				this.backups.add(this.storage.copy());
				return;
			}
			this.store.goOnline();
			this.all.pass(Duration.ofMinutes(1));
			assertThat(this.store.pendingCount()).as("Seed %s", this.seed).isZero();
			die(this.backups.remove(0));
			// A copy of a copy, made before anybody knows that it is one, would share its
			// pending mutations under two ids.
			add(this.store, 0);
			this.all.pass(Duration.ofSeconds(30));
		}

		private void die(MemoryStorage left) {
			this.store.close();
			this.storage = left;
			this.store = open();
		}

		private SyncedStore open() {
			return this.all.client("alice", this.storage, 1_000L * this.seed + this.runs++);
		}

	}

}
