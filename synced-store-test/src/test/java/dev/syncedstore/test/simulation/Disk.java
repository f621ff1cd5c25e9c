package dev.syncedstore.test.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.storage.Journal;
import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.client.storage.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * The disk of a device, in memory, with one store on it. Processes come and go; what a
 * dead one still wants to write is not written. A process can die between any two writes.
 */
final class Disk {

	/** So that everything is often written anew. */
	private static final int LONG = 40;

	private final Runnable forced;

	private List<byte[]> records = new ArrayList<>();

	/** What survives the end of the machine. */
	private List<byte[]> safe = List.of();

	private @Nullable Process process;

	/**
	 * Create an empty disk.
	 * @param forced is told whenever all that there is survives the end of the machine
	 */
	Disk(Runnable forced) {
		this.forced = forced;
	}

	/** A process starts. */
	ClientStorage plug() {
		Process started = new Process();
		this.process = started;
		return started;
	}

	/** The process is dead. */
	void unplug() {
		this.process = null;
	}

	/** Let the process do something that it does besides, if there is any. */
	void work() {
		Process running = this.process;
		Runnable task = (running != null) ? running.tasks.poll() : null;
		if (task != null) {
			task.run();
		}
	}

	/**
	 * Let the process die when it has written some more records.
	 * @param writes how many
	 * @param death ends the process
	 */
	void dieAfter(int writes, Runnable death) {
		Process running = this.process;
		if (running != null) {
			running.writesLeft = writes;
			running.death = death;
		}
	}

	/** All that is on the disk. */
	List<byte[]> copy() {
		return List.copyOf(this.records);
	}

	/** What is left when the machine loses its power. */
	List<byte[]> safe() {
		return this.safe;
	}

	/** Bring something else onto the disk. */
	void restore(List<byte[]> copy) {
		this.records = new ArrayList<>(copy);
		this.safe = copy;
	}

	private void force() {
		this.safe = List.copyOf(this.records);
		this.forced.run();
	}

	/**
	 * One process that uses the disk.
	 */
	private final class Process implements ClientStorage, Journal {

		private final Deque<Runnable> tasks = new ArrayDeque<>();

		private int writesLeft = Integer.MAX_VALUE;

		private Runnable death = () -> {
		};

		private int rewritten;

		@Override
		public Journal open(StoreKey key) {
			return this;
		}

		@Override
		public void erase(String server, String account) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<String> lastUserId(String server) {
			return Optional.empty();
		}

		@Override
		public void rememberUserId(String server, Optional<String> userId) {
		}

		@Override
		public Executor executor() {
			return this.tasks::add;
		}

		@Override
		public void read(Reader reader) {
			List.copyOf(Disk.this.records).forEach(reader::record);
		}

		@Override
		public void append(byte[] record) {
			write();
			Disk.this.records.add(record);
		}

		@Override
		public void force() {
			requireAlive();
			Disk.this.force();
		}

		@Override
		public Rewriting rewrite() {
			requireAlive();
			int from = Disk.this.records.size();
			List<byte[]> anew = new ArrayList<>();
			return new Rewriting() {

				@Override
				public void add(byte[] record) {
					anew.add(record);
				}

				@Override
				public void finish() {
					write();
					Process.this.rewritten = anew.size();
					anew.addAll(Disk.this.records.subList(from, Disk.this.records.size()));
					Disk.this.records = anew;
					Disk.this.force();
				}

				@Override
				public void close() {
				}

			};
		}

		@Override
		public boolean isLong() {
			return Disk.this.records.size() - this.rewritten > LONG;
		}

		@Override
		public boolean isLasting() {
			return true;
		}

		@Override
		public void close() {
		}

		private void write() {
			requireAlive();
			if (this.writesLeft-- == 0) {
				this.death.run();
				requireAlive();
			}
		}

		private void requireAlive() {
			if (Disk.this.process != this) {
				throw new StorageException("The process is dead");
			}
		}

	}

}
