package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.KeyChanges;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.ReadSet;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.TableReader;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a table, told one by one as they change. Where it is known which keys
 * have changed, it looks at these alone. It compares with what it has told, not with the
 * state that it saw last: that may have been newer than the changes of its time.
 *
 * @param <T> the type of the table's values
 */
final class LiveTable<T> implements LiveQuery {

	private final LocalStore store;

	private final Function<ReadContext, TableReader<T>> table;

	private final TableListener<T> listener;

	private final Map<String, T> told = new HashMap<>();

	private boolean begun;

	LiveTable(LocalStore store, Function<ReadContext, TableReader<T>> table, TableListener<T> listener) {
		this.store = store;
		this.table = table;
		this.listener = listener;
	}

	@Override
	public Runnable run(KeyChanges changes, ClientState now, ReadSet reads) {
		KeyRange range = range(now);
		reads.scanned(range);
		Map<String, @Nullable T> values = (this.begun && !changes.isEverything()) ? changed(changes, range, now)
				: all(now);
		List<Runnable> news = new ArrayList<>();
		values.forEach((key, value) -> compare(key, value, news));
		this.begun = true;
		return () -> LiveTable.runAll(news);
	}

	/** What is now under the keys that have changed, {@code null} if nothing is. */
	private Map<String, @Nullable T> changed(KeyChanges changes, KeyRange range, ClientState now) {
		Map<String, @Nullable T> values = new TreeMap<>(KeyOrder.COMPARATOR);
		for (String key : changes.keys()) {
			if (range.contains(key)) {
				String item = key.substring(range.from().length());
				values.put(item,
						this.store.query(now, (context) -> this.table.apply(context).get(item), ReadTracker.NONE)
							.orElse(null));
			}
		}
		return values;
	}

	/** The same for all keys that there are or were. */
	private Map<String, @Nullable T> all(ClientState now) {
		Map<String, @Nullable T> values = new TreeMap<>(KeyOrder.COMPARATOR);
		this.told.keySet().forEach((key) -> values.put(key, null));
		this.store.query(now, (context) -> this.table.apply(context).scan(), ReadTracker.NONE)
			.forEach((entry) -> values.put(entry.key(), entry.value()));
		return values;
	}

	private void compare(String key, @Nullable T value, List<Runnable> news) {
		T before = (value != null) ? this.told.put(key, value) : this.told.remove(key);
		if (value == null) {
			if (before != null) {
				news.add(() -> this.listener.removed(key, before));
			}
		}
		else if (before == null) {
			news.add(() -> this.listener.added(key, value));
		}
		else if (!value.equals(before)) {
			news.add(() -> this.listener.changed(key, value, before));
		}
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
