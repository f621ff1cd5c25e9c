package dev.syncedstore.client;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.client.local.KeyChanges;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.ReadSet;
import dev.syncedstore.core.ReadContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A query that is run again when what it read has changed. Used in the listener queue
 * alone, but for its end.
 *
 * @param <R> the type of the result
 */
final class LiveQuery<R> implements Subscription {

	private static final Logger logger = LoggerFactory.getLogger(LiveQuery.class);

	private final Function<ReadContext, R> query;

	private final Consumer<R> consumer;

	private final Consumer<LiveQuery<?>> onEnd;

	/** What the last run read, or {@code null} before the first. */
	private @Nullable ReadSet reads;

	private @Nullable R last;

	private boolean fired;

	private volatile boolean ended;

	LiveQuery(Function<ReadContext, R> query, Consumer<R> consumer, Consumer<LiveQuery<?>> onEnd) {
		this.query = query;
		this.consumer = consumer;
		this.onEnd = onEnd;
	}

	/**
	 * Run the query if these changes can make a difference, and tell the result if they
	 * did.
	 * @param changes what has changed since the last call
	 * @param store what to read
	 */
	void refresh(KeyChanges changes, LocalStore store) {
		if (this.ended || (this.reads != null && !this.reads.isTouchedBy(changes))) {
			return;
		}
		this.reads = new ReadSet();
		R result = store.query(this.query, this.reads);
		if (!this.ended && !(this.fired && Objects.equals(result, this.last))) {
			this.last = result;
			this.fired = true;
			this.consumer.accept(result);
		}
	}

	/**
	 * Like {@link #refresh}, but what the query or the consumer throws is logged: the
	 * query stays alive and is run again by the next change.
	 * @param changes what has changed since the last call
	 * @param store what to read
	 */
	void refreshSafely(KeyChanges changes, LocalStore store) {
		try {
			refresh(changes, store);
		}
		catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
			logger.warn("A live query or its consumer threw", ex);
		}
	}

	@Override
	public void close() {
		this.ended = true;
		this.onEnd.accept(this);
	}

}
