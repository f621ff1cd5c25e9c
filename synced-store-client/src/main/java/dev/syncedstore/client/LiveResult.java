package dev.syncedstore.client;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.KeyChanges;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.ReadSet;
import dev.syncedstore.core.ReadContext;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query, told whenever it has changed.
 *
 * @param <R> the type of the result
 */
final class LiveResult<R> implements LiveQuery {

	private static final Runnable NO_NEWS = () -> {
	};

	private final LocalStore store;

	private final Function<ReadContext, R> query;

	private final Consumer<R> consumer;

	private @Nullable R last;

	private boolean fired;

	LiveResult(LocalStore store, Function<ReadContext, R> query, Consumer<R> consumer) {
		this.store = store;
		this.query = query;
		this.consumer = consumer;
	}

	@Override
	public Runnable run(KeyChanges changes, ClientState now, ReadSet reads) {
		R result = this.store.query(now, this.query, reads);
		if (this.fired && Objects.equals(result, this.last)) {
			return NO_NEWS;
		}
		return () -> {
			this.last = result;
			this.fired = true;
			this.consumer.accept(result);
		};
	}

}
