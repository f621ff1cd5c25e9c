package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.KeyChanges;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.ReadSet;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.TableReader;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a table, told one by one as they change. Of the last run it remembers
 * the state alone, which shares its memory with the present one; and where it is known
 * which keys have changed, it looks at these alone.
 *
 * @param <T> the type of the table's values
 */
final class LiveTable<T> implements LiveQuery {

	private final LocalStore store;

	private final Function<ReadContext, TableReader<T>> table;

	private final TableListener<T> listener;

	private @Nullable ClientState last;

	LiveTable(LocalStore store, Function<ReadContext, TableReader<T>> table, TableListener<T> listener) {
		this.store = store;
		this.table = table;
		this.listener = listener;
	}

	@Override
	public Runnable run(KeyChanges changes, ClientState now, ReadSet reads) {
		KeyRange range = range(now);
		reads.scanned(range);
		ClientState before = this.last;
		List<Runnable> news = new ArrayList<>();
		if (before == null) {
			entries(now).forEach((entry) -> news.add(() -> this.listener.added(entry.key(), entry.value())));
		}
		else {
			for (String key : keys(changes, range, before, now)) {
				compare(key, value(before, key), value(now, key), news);
			}
		}
		this.last = now;
		return () -> LiveTable.runAll(news);
	}

	/** The keys that may have changed. */
	private Iterable<String> keys(KeyChanges changes, KeyRange range, ClientState before, ClientState now) {
		TreeSet<String> keys = new TreeSet<>(KeyOrder.COMPARATOR);
		if (changes.isEverything()) {
			entries(before).forEach((entry) -> keys.add(entry.key()));
			entries(now).forEach((entry) -> keys.add(entry.key()));
		}
		else {
			changes.keys()
				.stream()
				.filter(range::contains)
				.forEach((key) -> keys.add(key.substring(range.from().length())));
		}
		return keys;
	}

	private void compare(String key, Optional<T> before, Optional<T> now, List<Runnable> news) {
		if (before.equals(now)) {
			return;
		}
		if (before.isEmpty()) {
			now.ifPresent((value) -> news.add(() -> this.listener.added(key, value)));
		}
		else if (now.isEmpty()) {
			news.add(() -> this.listener.removed(key, before.get()));
		}
		else {
			news.add(() -> this.listener.changed(key, now.get(), before.get()));
		}
	}

	private List<Entry<T>> entries(ClientState state) {
		return this.store.query(state, (context) -> this.table.apply(context).scan(), ReadTracker.NONE);
	}

	private Optional<T> value(ClientState state, String key) {
		return this.store.query(state, (context) -> this.table.apply(context).get(key), ReadTracker.NONE);
	}

	/** What the keys of the table begin with is told by a scan that fetches nothing. */
	private KeyRange range(ClientState state) {
		ReadSet table = new ReadSet();
		this.store.query(state, (context) -> this.table.apply(context).scan(Scan.prefix("").limit(1)),
				new ReadTracker() {

					@Override
					public void read(String key) {
						table.read(key);
					}

					@Override
					public void scanned(KeyRange range) {
						table.scanned(KeyRange.ofPrefix(range.from()));
					}

				});
		return table.ranges().iterator().next();
	}

	/** One listener's call that throws keeps none of the others from being made. */
	private static void runAll(List<Runnable> news) {
		RuntimeException failure = null;
		for (Runnable each : news) {
			try {
				each.run();
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
