package dev.syncedstore.client.local;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.syncedstore.client.storage.Journal;
import dev.syncedstore.client.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a store's state in a journal: each step is a record, and now and then everything
 * is written anew. Where a step of the sync loop can't be written, the loop goes on, and
 * nothing is written before all is written anew; a mutation that can't be written is
 * refused.
 */
final class Keeper {

	private static final Logger logger = LoggerFactory.getLogger(Keeper.class);

	/** After a failure, before trying to write everything anew again. */
	private static final long RETRY_NANOS = 1_000_000_000L;

	private final Journal journal;

	private final Executor executor;

	private final Supplier<ClientState> states;

	private final LongSupplier nanoTime;

	/** Whether the journal lacks a step, so that no later one can follow it. */
	private boolean behind;

	private long failedAt;

	private boolean rewriting;

	private boolean rewriteAgain;

	/** Whether the journal lacks the base, which is about to be written. */
	private boolean baseMissing;

	/**
	 * Create a keeper.
	 * @param journal the journal, read already
	 * @param executor writes everything anew
	 * @param states gives the present state
	 */
	Keeper(Journal journal, Executor executor, Supplier<ClientState> states) {
		this(journal, executor, states, System::nanoTime);
	}

	Keeper(Journal journal, Executor executor, Supplier<ClientState> states, LongSupplier nanoTime) {
		this.journal = journal;
		this.executor = executor;
		this.states = states;
		this.nanoTime = nanoTime;
	}

	Journal journal() {
		return this.journal;
	}

	/**
	 * Keep a mutation before it is there. Called under the store's lock.
	 * @throws StorageException if that can't be done
	 */
	void keepMutation(byte[] record) {
		if (this.behind) {
			if (this.nanoTime.getAsLong() - this.failedAt < RETRY_NANOS) {
				throw new StorageException("The storage can't be written, so no mutation is taken; see the log");
			}
			this.failedAt = this.nanoTime.getAsLong();
			rewriteNow(this.states.get());
			this.behind = false;
		}
		this.journal.append(record);
	}

	/** Keep a step of the sync loop. Called under the store's lock. */
	void keep(List<byte[]> records, ClientState after) {
		if (this.behind) {
			return;
		}
		try {
			records.forEach(this.journal::append);
		}
		catch (StorageException ex) {
			fallBehind(ex, after);
		}
	}

	/**
	 * Write everything anew, soon, if that is worth while. Called without a lock.
	 * @param lock the store's lock
	 * @param urgent whether it is, in any case
	 */
	void tidy(Object lock, boolean urgent) {
		synchronized (lock) {
			boolean needed = this.behind ? this.nanoTime.getAsLong() - this.failedAt >= RETRY_NANOS
					: urgent || this.journal.isLong();
			if (!needed) {
				return;
			}
			this.baseMissing |= urgent;
			if (this.rewriting) {
				this.rewriteAgain |= urgent;
				return;
			}
			this.rewriting = true;
		}
		this.executor.execute(() -> rewrite(lock));
	}

	/** The store closes: write what is still missing. Called under the store's lock. */
	void close() {
		try {
			if (this.baseMissing || this.behind) {
				rewriteNow(this.states.get());
			}
		}
		catch (StorageException ex) {
			logger.warn("Not all of a store could be kept: what is missing comes from the server", ex);
		}
		this.journal.close();
	}

	/** Write everything anew, now. */
	void rewriteNow(ClientState state) {
		try (Journal.Rewriting rewriting = this.journal.rewrite()) {
			StateRecords.all(state, rewriting::add);
			rewriting.finish();
		}
	}

	private void rewrite(Object lock) {
		boolean again = true;
		while (again) {
			try {
				rewriteOnce(lock);
			}
			catch (StorageException ex) {
				synchronized (lock) {
					fallBehind(ex, this.states.get());
				}
			}
			synchronized (lock) {
				again = this.rewriteAgain && !this.behind;
				this.rewriteAgain = false;
				this.rewriting = again;
			}
		}
	}

	private void rewriteOnce(Object lock) {
		ClientState state;
		Journal.Rewriting begun;
		synchronized (lock) {
			state = this.states.get();
			if (state.closed()) {
				return;
			}
			if (this.behind) {
				// Nothing may follow what the journal has, so nobody may write meanwhile.
				rewriteNow(state);
				this.behind = false;
				this.baseMissing = false;
				return;
			}
			begun = this.journal.rewrite();
		}
		try (Journal.Rewriting rewriting = begun) {
			StateRecords.all(state, rewriting::add);
			rewriting.finish();
		}
		synchronized (lock) {
			this.baseMissing &= this.rewriteAgain;
		}
	}

	private void fallBehind(StorageException failure, ClientState state) {
		if (!this.behind && !state.closed()) {
			logger.error("The storage can't be written. What comes from the server is not kept, and no mutation is "
					+ "taken, until it can be", failure);
		}
		this.behind = true;
		this.failedAt = this.nanoTime.getAsLong();
	}

}
