package dev.syncedstore.sample.teavm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
 * The least that a mutator needs to run, over entries that JavaScript holds.
 */
final class BrowserContext implements MutationContext {

	private final BrowserEntries entries;

	private final String userId;

	private final boolean server;

	BrowserContext(BrowserEntries entries, String userId, boolean server) {
		this.entries = entries;
		this.userId = userId;
		this.server = server;
	}

	@Override
	public <T> TableWriter<T> table(Table<T> table) {
		return new BrowserTable<>(this.entries, table.name() + "/", table.valueType());
	}

	@Override
	public String userId() {
		return this.userId;
	}

	@Override
	public boolean isServer() {
		return this.server;
	}

	@Override
	public WriteScope privateOfUser(String owner) {
		return scope("$$pu/" + owner + "/");
	}

	@Override
	public WriteScope serverOnly() {
		return scope("$$so/");
	}

	@Override
	public MutationRejectedException reject(String code, String message) {
		throw new MutationRejectedException(code, message);
	}

	/** A browser has none. */
	@Override
	public <P> void onServer(Class<P> port, Consumer<? super P> call) {
	}

	/** The server does that. */
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

	private WriteScope scope(String prefix) {
		return new WriteScope() {

			@Override
			public <T> TableWriter<T> table(Table<T> table) {
				return new BrowserTable<>(BrowserContext.this.entries, prefix + table.name() + "/", table.valueType());
			}

		};
	}

	private record BrowserTable<T>(BrowserEntries entries, String prefix, Class<T> type) implements TableWriter<T> {

		@Override
		public Optional<T> get(String key) {
			return has(key) ? Optional.of(value(this.prefix + key)) : Optional.empty();
		}

		@Override
		public boolean has(String key) {
			return this.entries.has(this.prefix + key);
		}

		@Override
		public List<Entry<T>> scan(Scan scan) {
			List<String> keys = new ArrayList<>(
					Arrays.asList(BrowserEntries.sortedKeys(this.entries, this.prefix + scan.prefix())));
			if (scan.reverse()) {
				Collections.reverse(keys);
			}
			List<Entry<T>> result = new ArrayList<>();
			for (String key : keys.subList(0, Math.min(scan.limit(), keys.size()))) {
				result.add(new Entry<>(key.substring(this.prefix.length()), value(key)));
			}
			return result;
		}

		@Override
		public void set(String key, T value) {
			this.entries.set(this.prefix + key, TodoCodec.write(value));
		}

		@Override
		public void delete(String key) {
			this.entries.remove(this.prefix + key);
		}

		@SuppressWarnings("unchecked") // the codec reads what the table's type asks for
		private T value(String wireKey) {
			return (T) TodoCodec.read(this.type, this.entries.get(wireKey));
		}

	}

}
