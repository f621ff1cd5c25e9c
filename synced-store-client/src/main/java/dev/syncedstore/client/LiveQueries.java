package dev.syncedstore.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.client.local.KeyChanges;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.core.ReadContext;
import org.jspecify.annotations.Nullable;

/**
 * The live queries of a store. Changes that come faster than the queries can be run are
 * put together: each run sees the newest state. Thread-safe.
 */
final class LiveQueries {

	private final LocalStore store;

	private final Executor executor;

	private final List<LiveQuery<?>> queries = new CopyOnWriteArrayList<>();

	/** What changed since the last run, or {@code null} if none is to come. */
	private final AtomicReference<@Nullable KeyChanges> waiting = new AtomicReference<>();

	LiveQueries(LocalStore store, Executor executor) {
		this.store = store;
		this.executor = executor;
	}

	<R> Subscription add(Function<ReadContext, R> query, Consumer<R> consumer) {
		LiveQuery<R> added = new LiveQuery<>(query, consumer, this.queries::remove);
		this.queries.add(added);
		changed(KeyChanges.NONE);
		return added;
	}

	void changed(KeyChanges changes) {
		KeyChanges before = this.waiting.getAndUpdate((waiting) -> (waiting != null) ? waiting.and(changes) : changes);
		if (before == null) {
			this.executor.execute(this::refresh);
		}
	}

	private void refresh() {
		KeyChanges changes = this.waiting.getAndSet(null);
		// Until it is known for whom to read, the first result waits.
		if (changes != null && this.store.state().user().userId() != null) {
			this.queries.forEach((query) -> query.refreshSafely(changes, this.store));
		}
	}

}
