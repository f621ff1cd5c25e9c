package dev.syncedstore.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.storage.Journal;
import dev.syncedstore.client.storage.MemoryStorage;
import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.client.storage.StoreKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A store whose storage can't be written for a while.
 */
class FullDiskTests {

	private final FullDisk disk = new FullDisk();

	private final ScriptedClient client = new ScriptedClient((builder) -> builder.storage(this.disk));

	@Test
	void aMutationThatCantBeKeptIsRefusedAndLeavesNothing() {
		this.client.answerPull(this.client.reset(1, 0, "milk"));
		this.disk.full = true;
		assertThatExceptionOfType(StorageException.class).isThrownBy(() -> this.client.add("eggs"));
		assertThat(this.client.todos()).containsExactly("milk");
		assertThat(this.client.pending()).isEmpty();
		this.disk.full = false;
		assertThat(this.client.add("jam").id()).isEqualTo(1);
		assertThat(restarted().todos()).containsExactly("jam", "milk");
	}

	@Test
	void whatTheServerSendsIsShownAllTheSame() {
		this.client.answerPull(this.client.reset(1, 0, "milk"));
		this.client.add("eggs");
		this.disk.full = true;
		this.client.answerPush(1, 2);
		this.client.poke(this.client.delta(2, 2, 1, "eggs"));
		this.client.poke(this.client.foreign(3, 3, "tea"));
		assertThat(this.client.todos()).containsExactly("eggs", "milk", "tea");
		assertThat(this.client.pending()).isEmpty();
		assertThat(this.client.store.isClosed()).isFalse();
	}

	@Test
	void whatWasMissedIsWrittenOnceThereIsSpaceAgain() {
		this.client.answerPull(this.client.reset(1, 0, "milk"));
		this.disk.full = true;
		this.client.poke(this.client.foreign(2, 2, "tea"));
		assertThat(restarted().todos()).as("as it was before").containsExactly("milk");
		this.disk.full = false;
		this.client.store.close();
		ScriptedClient later = restarted();
		assertThat(later.todos()).containsExactly("milk", "tea");
		assertThat(later.version()).isEqualTo(2);
	}

	@Test
	void nothingThatComesLaterIsWrittenOverAHole() {
		this.client.answerPull(this.client.reset(1, 0, "milk"));
		this.disk.full = true;
		this.client.poke(this.client.foreign(2, 2, "tea"));
		this.disk.full = false;
		this.client.poke(this.client.foreign(3, 3, "jam"));
		ScriptedClient later = restarted();
		if (later.version() == 3) {
			assertThat(later.todos()).containsExactly("jam", "milk", "tea");
		}
		else {
			assertThat(later.version()).isEqualTo(1);
			assertThat(later.todos()).containsExactly("milk");
		}
	}

	private ScriptedClient restarted() {
		ScriptedClient again = new ScriptedClient(
				(builder) -> builder.storage(this.disk.memory.copy()).random(new Random(99)));
		again.advance(Duration.ZERO);
		return again;
	}

	/**
	 * Storage that is full or not.
	 */
	private static final class FullDisk implements ClientStorage {

		private final MemoryStorage memory = new MemoryStorage();

		private boolean full;

		@Override
		public Journal open(StoreKey key) {
			return new FullJournal(this.memory.open(key));
		}

		@Override
		public void erase(String server, String account) {
			this.memory.erase(server, account);
		}

		@Override
		public Optional<String> lastUserId(String server) {
			return this.memory.lastUserId(server);
		}

		@Override
		public void rememberUserId(String server, Optional<String> userId) {
			this.memory.rememberUserId(server, userId);
		}

		private void check() {
			if (this.full) {
				throw new StorageException("No space left on device");
			}
		}

		private final class FullJournal implements Journal {

			private final Journal journal;

			FullJournal(Journal journal) {
				this.journal = journal;
			}

			@Override
			public void read(Reader reader) {
				this.journal.read(reader);
			}

			@Override
			public void append(byte[] record) {
				check();
				this.journal.append(record);
			}

			@Override
			public void force() {
				check();
			}

			@Override
			public Rewriting rewrite() {
				check();
				return this.journal.rewrite();
			}

			@Override
			public boolean isLong() {
				return this.journal.isLong();
			}

			@Override
			public boolean isLasting() {
				return this.journal.isLasting();
			}

			@Override
			public void close() {
				this.journal.close();
			}

		}

	}

}
