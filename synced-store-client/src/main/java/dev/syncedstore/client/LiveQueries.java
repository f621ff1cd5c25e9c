package dev.syncedstore.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.KeyChanges;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.ReadSet;
import dev.syncedstore.client.local.ReaderIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live queries of a store. Changes that come faster than the queries can be run are
 * put together: each run sees the newest state. Only those queries are looked at that
 * have read what has changed, so those that nothing happens to cost nothing. Thread-safe;
 * no lock is held while a query runs.
 */
final class LiveQueries {

	private static final Logger logger = LoggerFactory.getLogger(LiveQueries.class);

	private final LocalStore store;

	private final Executor executor;

	private final Set<Live> all = new LinkedHashSet<>();

	/** Those that have not run yet. */
	private final Set<Live> fresh = new LinkedHashSet<>();

	private final ReaderIndex<Live> index = new ReaderIndex<>();

	private long numbers;

	/** Whether queries are running whose reads are not in the index yet. */
	private boolean refreshing;

	/** What changed since the last run, or {@code null} if none is to come. */
	private final AtomicReference<@Nullable KeyChanges> waiting = new AtomicReference<>();

	LiveQueries(LocalStore store, Executor executor) {
		this.store = store;
		this.executor = executor;
	}

	Subscription add(LiveQuery query) {
		Live added;
		synchronized (this.all) {
			added = new Live(query, this.numbers++);
			this.all.add(added);
			this.fresh.add(added);
		}
		changed(KeyChanges.NONE);
		return added;
	}

	/**
	 * Something has changed. Where that touches no query, nobody is woken for it.
	 * @param changes what readers of the store's state may find otherwise from now on
	 */
	void changed(KeyChanges changes) {
		if (isOfNoInterest(changes)) {
			return;
		}
		KeyChanges before = this.waiting.getAndUpdate((waiting) -> (waiting != null) ? waiting.and(changes) : changes);
		if (before == null) {
			this.executor.execute(this::refresh);
		}
	}

	private boolean isOfNoInterest(KeyChanges changes) {
		synchronized (this.all) {
			if (this.refreshing || !this.fresh.isEmpty() || changes.isEverything()) {
				return false;
			}
			Set<Live> touched = new HashSet<>();
			this.index.find(changes.keys(), touched);
			return touched.isEmpty();
		}
	}

	private void refresh() {
		refreshing(true);
		try {
			KeyChanges changes = this.waiting.getAndSet(null);
			ClientState now = this.store.state();
			// Until it is known for whom to read, the first result waits.
			if (changes != null && now.user().userId() != null) {
				touched(changes).forEach((query) -> query.refresh(changes, now));
			}
		}
		finally {
			refreshing(false);
		}
	}

	private void refreshing(boolean now) {
		synchronized (this.all) {
			this.refreshing = now;
		}
	}

	private Collection<Live> touched(KeyChanges changes) {
		synchronized (this.all) {
			Set<Live> touched = new TreeSet<>(Comparator.comparingLong(Live::number));
			touched.addAll(changes.isEverything() ? this.all : this.fresh);
			this.fresh.clear();
			this.index.find(changes.keys(), touched);
			return touched;
		}
	}

	/**
	 * A query that is alive, with what its last run has read. Runs in the listener queue
	 * alone.
	 */
	private final class Live implements Subscription {

		private final LiveQuery query;

		private ReadSet reads = new ReadSet();

		private volatile boolean ended;

		/** Older ones come first. */
		private final long number;

		Live(LiveQuery query, long number) {
			this.query = query;
			this.number = number;
		}

		long number() {
			return this.number;
		}

		/**
		 * Run the query. What it or its consumer throws is logged: the query stays alive
		 * and is run again by the next change.
		 */
		void refresh(KeyChanges changes, ClientState now) {
			if (this.ended) {
				return;
			}
			ReadSet reading = new ReadSet();
			try {
				Runnable news = this.query.run(changes, now, reading);
				if (!this.ended) {
					news.run();
				}
			}
			catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
				logger.warn("A live query or its consumer threw", ex);
			}
			synchronized (LiveQueries.this.all) {
				LiveQueries.this.index.remove(this, this.reads);
				this.reads = reading;
				if (!this.ended) {
					LiveQueries.this.index.add(this, reading);
				}
			}
		}

		@Override
		public void close() {
			synchronized (LiveQueries.this.all) {
				this.ended = true;
				LiveQueries.this.all.remove(this);
				LiveQueries.this.fresh.remove(this);
				LiveQueries.this.index.remove(this, this.reads);
			}
		}

	}

}
