package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.Outcome;
import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.client.local.UnreadRejection;
import dev.syncedstore.client.sync.SyncObserver;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.rebase.PendingMutation;

/**
 * Everything that the application is told or waits for, in one order. Thread-safe.
 */
final class StoreEvents {

	private static final String SERVER_DATA = "server data";

	private static final String LOCAL_DATA = "local data";

	private final ListenerQueue queue;

	private final List<StoreListener> listeners;

	/** By nonce, which a mutation keeps whatever number it gets. */
	private final Promises confirmations = new Promises();

	/** By nonce, for mutations of an earlier run, whose futures nobody holds. */
	private final Promises inherited = new Promises();

	private final Promises waits = new Promises();

	private final AtomicLong waitNumbers = new AtomicLong();

	private final CompletableFuture<Void> serverData = this.waits.make(SERVER_DATA);

	private final CompletableFuture<Void> localData = this.waits.make(LOCAL_DATA);

	/** Rejections that nobody was there to be told of. */
	private final List<UnreadRejection> unread = new ArrayList<>();

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

	Subscription add(StoreListener listener, Receipts receipts) {
		this.listeners.add(listener);
		tellUnread(receipts);
		return () -> this.listeners.remove(listener);
	}

	/**
	 * What an earlier run has left: mutations, and rejections that nobody was told of.
	 */
	void inherit(ClientState kept, Receipts receipts) {
		kept.local().pending().forEach((mutation) -> this.inherited.make(mutation.call().nonce()));
		synchronized (this.unread) {
			this.unread.addAll(kept.unread());
		}
		tellUnread(receipts);
	}

	/** Tell what is unread, as soon as there is somebody to tell. */
	private void tellUnread(Receipts receipts) {
		List<UnreadRejection> told;
		synchronized (this.unread) {
			if (this.unread.isEmpty() || !hasRejectionListener()) {
				return;
			}
			told = List.copyOf(this.unread);
			this.unread.clear();
		}
		for (UnreadRejection each : told) {
			Rejection rejection = rejection(each.outcome());
			tell((listener) -> listener.rejected(rejection));
			this.queue
				.execute(() -> receipts.told(each.clientId(), each.outcome().mutation().id(), Set.of(each.nonce())));
		}
	}

	private boolean hasRejectionListener() {
		return this.listeners.stream().anyMatch((listener) -> !(listener instanceof OtherListener));
	}

	void connecting() {
		if (status() == ConnectionStatus.DISCONNECTED) {
			setStatus(ConnectionStatus.CONNECTING);
		}
	}

	CompletableFuture<Void> serverData() {
		return this.serverData.copy();
	}

	private void serverDataCame() {
		if (!this.serverData.isDone()) {
			this.queue.execute(() -> this.waits.keep(SERVER_DATA));
		}
	}

	CompletableFuture<Void> localData() {
		return this.localData.copy();
	}

	void localDataCame() {
		if (!this.localData.isDone()) {
			this.queue.execute(() -> this.waits.keep(LOCAL_DATA));
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
		CompletableFuture
			.allOf(Stream.concat(this.confirmations.all().stream(), this.inherited.all().stream())
				.toArray(CompletableFuture<?>[]::new))
			.handle((done, rejection) -> then.get())
			.thenCompose(Function.identity())
			.thenRunAsync(() -> this.waits.keep(name), this.queue);
		return promise;
	}

	/**
	 * Wait until all that is open now is confirmed or rejected.
	 * @return completes with the last of them
	 */
	CompletableFuture<Void> afterAllOpen() {
		CompletableFuture<Void> settled = new CompletableFuture<>();
		CompletableFuture
			.allOf(Stream.concat(this.confirmations.all().stream(), this.inherited.all().stream())
				.toArray(CompletableFuture<?>[]::new))
			.whenComplete((done, rejection) -> settled.complete(null));
		return settled;
	}

	void settled(String clientId, List<Outcome> outcomes, Receipts receipts) {
		if (outcomes.isEmpty()) {
			return;
		}
		Set<String> told = new HashSet<>();
		for (Outcome outcome : outcomes) {
			String nonce = outcome.mutation().call().nonce();
			this.queue.execute(() -> this.inherited.keep(nonce));
			if (outcome.refusal() == null) {
				this.queue.execute(() -> this.confirmations.keep(nonce));
			}
			else if (this.confirmations.isOpen(nonce) || hasRejectionListener()) {
				Rejection rejection = rejection(outcome);
				MutationRejectedException rejected = outcome.refusal().toException();
				tell((listener) -> listener.rejected(rejection));
				this.queue.execute(() -> this.confirmations.breakPromise(nonce, rejected));
				told.add(nonce);
			}
			else {
				synchronized (this.unread) {
					this.unread.add(new UnreadRejection(clientId, outcome));
				}
			}
		}
		long last = outcomes.get(outcomes.size() - 1).mutation().id();
		this.queue.execute(() -> receipts.told(clientId, last, told));
	}

	private static Rejection rejection(Outcome outcome) {
		PendingMutation mutation = outcome.mutation();
		MutationRejectedException rejected = Objects.requireNonNull(outcome.refusal()).toException();
		return new Rejection(mutation.id(), mutation.call().name(), mutation.call().args().json(), rejected.code(),
				String.valueOf(rejected.getMessage()));
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
			this.inherited.end(closed);
			this.waits.end(closed);
		});
	}

	/**
	 * Listens to the loop.
	 * @param identified is told who the user is
	 * @param closer closes the store, for a reason
	 */
	SyncObserver observer(Consumer<String> identified, Consumer<String> closer) {
		return new Observer(identified, closer);
	}

	/** The store closes itself. */
	void closesItself(String reason) {
		tell((listener) -> listener.closed(reason));
	}

	/** A listener to something else than rejections. */
	interface OtherListener extends StoreListener {

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

		private final Consumer<String> identified;

		private final Consumer<String> closer;

		Observer(Consumer<String> identified, Consumer<String> closer) {
			this.identified = identified;
			this.closer = closer;
		}

		@Override
		public void identified(String userId) {
			this.identified.accept(userId);
		}

		@Override
		public void pulled() {
			serverDataCame();
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
			closesItself(detail);
			this.closer.accept(detail);
		}

		@Override
		public void spaceDeleted(String detail) {
			tell((listener) -> listener.spaceDeleted(detail));
		}

	}

}
