package dev.syncedstore.client;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.syncedstore.client.local.Outcome;
import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.client.sync.SyncObserver;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.rebase.PendingMutation;

/**
 * Everything that the application is told or waits for, in one order. Thread-safe.
 */
final class StoreEvents {

	private static final String SERVER_DATA = "server data";

	private final ListenerQueue queue;

	private final List<StoreListener> listeners;

	/** By nonce, which a mutation keeps whatever number it gets. */
	private final Promises confirmations = new Promises();

	private final Promises waits = new Promises();

	private final AtomicLong waitNumbers = new AtomicLong();

	private final CompletableFuture<Void> serverData = this.waits.make(SERVER_DATA);

	private final AtomicReference<ConnectionStatus> status = new AtomicReference<>(ConnectionStatus.DISCONNECTED);

	private volatile boolean ended;

	StoreEvents(ListenerQueue queue, List<StoreListener> listeners) {
		this.queue = queue;
		this.listeners = new CopyOnWriteArrayList<>(listeners);
	}

	ListenerQueue queue() {
		return this.queue;
	}

	Promises confirmations() {
		return this.confirmations;
	}

	ConnectionStatus status() {
		return Objects.requireNonNull(this.status.get());
	}

	Subscription add(StoreListener listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	void connecting() {
		if (status() == ConnectionStatus.DISCONNECTED) {
			setStatus(ConnectionStatus.CONNECTING);
		}
	}

	CompletableFuture<Void> serverData() {
		return this.serverData.copy();
	}

	void serverDataCame() {
		if (!this.serverData.isDone()) {
			this.queue.execute(() -> this.waits.keep(SERVER_DATA));
		}
	}

	/**
	 * Wait until all that is open now is confirmed or rejected, and then for something
	 * else.
	 * @param then begins what to wait for then
	 * @return completes in the queue
	 */
	CompletableFuture<Void> afterAllConfirmed(Supplier<CompletionStage<Void>> then) {
		String name = "wait " + this.waitNumbers.incrementAndGet();
		CompletableFuture<Void> promise = this.waits.make(name);
		CompletableFuture.allOf(this.confirmations.all().toArray(CompletableFuture<?>[]::new))
			.handle((done, rejection) -> then.get())
			.thenCompose(Function.identity())
			.thenRunAsync(() -> this.waits.keep(name), this.queue);
		return promise;
	}

	void settled(List<Outcome> outcomes) {
		for (Outcome outcome : outcomes) {
			PendingMutation mutation = outcome.mutation();
			String nonce = mutation.call().nonce();
			if (outcome.refusal() == null) {
				this.queue.execute(() -> this.confirmations.keep(nonce));
			}
			else {
				MutationRejectedException rejected = outcome.refusal().toException();
				Rejection rejection = new Rejection(mutation.id(), mutation.call().name(),
						mutation.call().args().json(), rejected.code(), rejected.getMessage());
				tell((listener) -> listener.rejected(rejection));
				this.queue.execute(() -> this.confirmations.breakPromise(nonce, rejected));
			}
		}
	}

	/**
	 * Nothing more will happen.
	 * @param reason why
	 */
	void end(String reason) {
		setStatus(ConnectionStatus.DISCONNECTED);
		this.ended = true;
		this.queue.execute(() -> {
			StoreClosedException closed = new StoreClosedException(reason);
			this.confirmations.end(closed);
			this.waits.end(closed);
		});
	}

	SyncObserver observer(Consumer<String> closer) {
		return new Observer(closer);
	}

	private void setStatus(ConnectionStatus now) {
		if (!this.ended && this.status.getAndSet(now) != now) {
			tell((listener) -> listener.statusChanged(now));
		}
	}

	/** Each call is queued by itself, so that one that throws harms no other. */
	private void tell(Consumer<StoreListener> call) {
		for (StoreListener listener : this.listeners) {
			this.queue.execute(() -> {
				if (this.listeners.contains(listener)) {
					call.accept(listener);
				}
			});
		}
	}

	/**
	 * What the sync loop has to say, put into the application's terms.
	 */
	private final class Observer implements SyncObserver {

		private final Consumer<String> closer;

		Observer(Consumer<String> closer) {
			this.closer = closer;
		}

		@Override
		public void connected(boolean connected) {
			setStatus(connected ? ConnectionStatus.CONNECTED : ConnectionStatus.DISCONNECTED);
		}

		@Override
		public void unauthenticated() {
			tell(StoreListener::unauthenticated);
		}

		@Override
		public void accessDenied(String detail) {
			tell((listener) -> listener.accessDenied(detail));
		}

		@Override
		public void updateNeeded(String detail) {
			tell((listener) -> listener.updateNeeded(detail));
		}

		@Override
		public void userMismatch(String detail) {
			tell((listener) -> listener.closed(detail));
			this.closer.accept(detail);
		}

		@Override
		public void spaceDeleted(String detail) {
			tell((listener) -> listener.spaceDeleted(detail));
		}

	}

}
