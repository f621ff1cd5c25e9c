package dev.syncedstore.benchmarks.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.WriteScope;

/**
 * Mutators on a plain map that is ordered, as tables are: the least that running them can
 * cost. Nothing is checked, encoded or undone.
 */
final class MapContext implements MutationContext {

	private final NavigableMap<String, Object> map = new TreeMap<>();

	NavigableMap<String, Object> map() {
		return this.map;
	}

	@Override
	public <T> TableWriter<T> table(Table<T> table) {
		return new MapTable<>(table.valueType(), table.name() + "/");
	}

	@Override
	public String userId() {
		return "alice";
	}

	@Override
	public boolean isServer() {
		return false;
	}

	@Override
	public WriteScope privateOfUser(String userId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public WriteScope serverOnly() {
		throw new UnsupportedOperationException();
	}

	@Override
	public MutationRejectedException reject(String code, String message) {
		throw new MutationRejectedException(code, message);
	}

	@Override
	public <P> void onServer(Class<P> port, Consumer<? super P> call) {
	}

	@Override
	public <A> void enqueueAction(ActionName<A, ?> action, A args) {
	}

	@Override
	public <A> void enqueueActionAt(Instant time, ActionName<A, ?> action, A args) {
	}

	@Override
	public <M, A> void mutateOther(SpaceId space, MutatorMethod<M, A> mutator, A args) {
	}

	@Override
	public void readOther(SpaceId space, Consumer<? super ReadContext> read) {
	}

	@Override
	public Optional<MutationSource> source() {
		return Optional.empty();
	}

	private final class MapTable<T> implements TableWriter<T> {

		private final Class<T> type;

		private final String prefix;

		MapTable(Class<T> type, String prefix) {
			this.type = type;
			this.prefix = prefix;
		}

		@Override
		public Optional<T> get(String key) {
			return Optional.ofNullable(this.type.cast(MapContext.this.map.get(this.prefix + key)));
		}

		@Override
		public boolean has(String key) {
			return MapContext.this.map.containsKey(this.prefix + key);
		}

		@Override
		public List<Entry<T>> scan(Scan scan) {
			List<Entry<T>> found = new ArrayList<>();
			MapContext.this.map.tailMap(this.prefix + scan.prefix())
				.forEach((key, value) -> found.add(new Entry<>(key, this.type.cast(value))));
			return found;
		}

		@Override
		public void set(String key, T value) {
			MapContext.this.map.put(this.prefix + key, value);
		}

		@Override
		public void delete(String key) {
			MapContext.this.map.remove(this.prefix + key);
		}

	}

}
