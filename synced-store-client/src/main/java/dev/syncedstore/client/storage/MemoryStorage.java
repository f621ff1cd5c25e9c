package dev.syncedstore.client.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps stores in memory, as long as this object lives: for tests, in which a client dies
 * and comes back with its storage, or with an old copy of it. Thread-safe.
 */
public final class MemoryStorage implements ClientStorage {

	private final Map<StoreKey, List<byte[]>> kept = new HashMap<>();

	private final Set<StoreKey> open = new HashSet<>();

	private final Map<String, String> users = new HashMap<>();

	/** Create an empty storage. */
	public MemoryStorage() {
	}

	/**
	 * All that is kept now, as on a backup.
	 * @return another storage, in which nothing is open
	 */
	public synchronized MemoryStorage copy() {
		MemoryStorage copy = new MemoryStorage();
		this.kept.forEach((key, records) -> copy.kept.put(key, new ArrayList<>(records)));
		copy.users.putAll(this.users);
		return copy;
	}

	@Override
	public synchronized Journal open(StoreKey key) {
		if (!this.open.add(key)) {
			throw new StorageException(key + " is open already");
		}
		return new MemoryJournal(key);
	}

	@Override
	public synchronized void erase(String server, String account) {
		this.kept.keySet().removeIf((key) -> key.server().equals(server) && key.account().equals(account));
	}

	@Override
	public synchronized Optional<String> lastUserId(String server) {
		return Optional.ofNullable(this.users.get(server));
	}

	@Override
	public synchronized void rememberUserId(String server, Optional<String> userId) {
		userId.ifPresentOrElse((id) -> this.users.put(server, id), () -> this.users.remove(server));
	}

	private final class MemoryJournal implements Journal {

		private static final int LONG = 1_000;

		private final StoreKey key;

		private List<byte[]> records;

		private int rewritten;

		private boolean closed;

		MemoryJournal(StoreKey key) {
			this.key = key;
			this.records = MemoryStorage.this.kept.computeIfAbsent(key, (missing) -> new ArrayList<>());
		}

		@Override
		public void read(Reader reader) {
			this.records.forEach(reader::record);
		}

		@Override
		public void append(byte[] record) {
			synchronized (MemoryStorage.this) {
				if (this.closed) {
					throw new StorageException(this.key + " is closed");
				}
				this.records.add(record);
			}
		}

		@Override
		public void force() {
		}

		@Override
		public Rewriting rewrite() {
			synchronized (MemoryStorage.this) {
				return new MemoryRewriting(this, this.records.size());
			}
		}

		private void finish(List<byte[]> anew, int from) {
			synchronized (MemoryStorage.this) {
				this.rewritten = anew.size();
				anew.addAll(this.records.subList(from, this.records.size()));
				this.records = anew;
				MemoryStorage.this.kept.put(this.key, anew);
			}
		}

		@Override
		public boolean isLong() {
			synchronized (MemoryStorage.this) {
				return this.records.size() - this.rewritten > Math.max(LONG, this.rewritten);
			}
		}

		@Override
		public boolean isLasting() {
			return false;
		}

		@Override
		public void close() {
			synchronized (MemoryStorage.this) {
				if (!this.closed) {
					this.closed = true;
					MemoryStorage.this.open.remove(this.key);
				}
			}
		}

	}

	private static final class MemoryRewriting implements Journal.Rewriting {

		private final MemoryJournal journal;

		private final int from;

		private final List<byte[]> records = new ArrayList<>();

		MemoryRewriting(MemoryJournal journal, int from) {
			this.journal = journal;
			this.from = from;
		}

		@Override
		public void add(byte[] record) {
			this.records.add(record);
		}

		@Override
		public void finish() {
			this.journal.finish(this.records, this.from);
		}

		@Override
		public void close() {
		}

	}

}
