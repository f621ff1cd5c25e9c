package dev.syncedstore.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.sync.ActionUnavailableException;
import dev.syncedstore.client.sync.SyncLoop;
import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * The actions that the application calls: behind what is pending, and told in the order
 * of everything else that it is told. Thread-safe.
 */
final class StoreActions {

	private static final String INVALID_RESULT = "invalid_result";

	private final StoreEvents events;

	private final SyncLoop loop;

	private final Scheduler scheduler;

	private final Duration longestFlush;

	private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

	private volatile @Nullable String ended;

	StoreActions(StoreEvents events, SyncLoop loop, Scheduler scheduler, Duration longestFlush) {
		this.events = events;
		this.loop = loop;
		this.scheduler = scheduler;
		this.longestFlush = longestFlush;
	}

	<R> CompletableFuture<R> call(String name, String args, ValueCodec<R> resultCodec) {
		String over = this.ended;
		if (over != null) {
			return CompletableFuture.failedFuture(new StoreClosedException(over));
		}
		if (!this.loop.isOnline() || this.events.status() == ConnectionStatus.DISCONNECTED) {
			return CompletableFuture.failedFuture(
					new ActionUnavailableException("The store is offline, and actions run on the server", false));
		}
		CompletableFuture<R> result = new CompletableFuture<>();
		this.open.add(result);
		flush().thenCompose((flushed) -> this.loop.actions().call(name, args))
			.thenApply((json) -> read(name, json, resultCodec))
			.whenComplete((value, failure) -> this.events.queue().execute(() -> {
				this.open.remove(result);
				if (failure != null) {
					result.completeExceptionally(cause(failure));
				}
				else {
					result.complete(value);
				}
			}));
		over = this.ended;
		if (over != null) {
			result.completeExceptionally(new StoreClosedException(over));
		}
		return result;
	}

	/** Wait for the outcomes of what is pending, not for ever. */
	private CompletableFuture<Void> flush() {
		CompletableFuture<Void> flushed = this.events.afterAllOpen();
		Scheduler.Cancellation timer = this.scheduler.schedule(this.longestFlush,
				() -> flushed.completeExceptionally(new ActionUnavailableException(
						"What is pending could not be sent, so the action was not called", false)));
		flushed.whenComplete((done, failure) -> timer.cancel());
		return flushed;
	}

	private static <R> R read(String name, String json, ValueCodec<R> codec) {
		try {
			return codec.read(json);
		}
		catch (InvalidValueException ex) {
			throw new ActionFailedException(INVALID_RESULT,
					"The result of action " + name + " is not of the expected type: " + ex.getMessage());
		}
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/** Nothing more will happen. */
	void end(String reason) {
		this.ended = reason;
		this.events.queue()
			.execute(() -> this.open.forEach((call) -> call.completeExceptionally(new StoreClosedException(reason))));
	}

}
