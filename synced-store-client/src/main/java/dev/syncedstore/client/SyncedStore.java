package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.client.local.UserUnknownException;
import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.client.sync.ActionUnavailableException;
import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.MutatorName;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableReader;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.rebase.PendingMutation;
import org.jspecify.annotations.Nullable;

/**
 * A local copy of a space: read and changed at once, also offline, and kept together with
 * the server's in the background. Thread-safe; no method waits for the network or for
 * another thread.
 * <p>
 * The application's code runs in two places. Mutators and queries run on the thread that
 * calls {@link #mutate} and {@link #query}, with no lock held, and mutators again on the
 * store's own thread whenever the server's state has changed under them. Subscriptions,
 * listeners and whatever hangs on a future run on the listener executor, one after the
 * other; there, nobody must wait for the store.
 */
public final class SyncedStore implements AutoCloseable {

	private final StoreCore core;

	SyncedStore(SyncedStoreBuilder builder) {
		this.core = new StoreCore(builder);
	}

	/**
	 * Begin to describe a store.
	 * @return a builder
	 */
	public static SyncedStoreBuilder builder() {
		return new SyncedStoreBuilder();
	}

	/**
	 * Change the space: run a mutator on the local copy now, and send the mutation to the
	 * server, which runs it for good. Returns when the local copy has changed.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator the mutator, as a method reference such as
	 * {@code TodoMutators::addTodo}
	 * @param args its arguments
	 * @return the mutation's number, and its outcome once there is one
	 * @throws MutationRejectedException if the mutator refuses, or the arguments or what
	 * it writes are not valid; nothing has changed then, and nothing is sent
	 * @throws UserUnknownException if nobody knows the user yet, see
	 * {@link SyncedStoreBuilder#userId}
	 * @throws StoreClosedException if the store is closed
	 * @throws StorageException if the mutation can't be stored; nothing has changed then
	 * @throws IllegalArgumentException if it is no mutator of this store
	 */
	public <M, A> MutationResult mutate(MutatorMethod<M, A> mutator, A args) {
		return this.core.mutate(this.core.calls().encode(mutator, args));
	}

	/**
	 * Call a mutator by its name, such as one that the server alone has. Unless this
	 * store has it, too, nothing changes here before the server has run it.
	 * @param mutator the mutator's name
	 * @param args its arguments, a record
	 * @return the mutation's number, and its outcome once there is one: a rejection
	 * {@code unknown_mutator} if the server has no mutator of that name
	 * @throws MutationRejectedException if the arguments are not valid, or a mutator of
	 * this store refuses
	 * @throws UserUnknownException if nobody knows the user yet, see
	 * {@link SyncedStoreBuilder#userId}
	 * @throws StoreClosedException if the store is closed
	 * @throws IllegalArgumentException if it is no name of a mutator, or one of this
	 * store that takes other arguments
	 */
	public MutationResult mutate(String mutator, Record args) {
		return this.core.mutate(this.core.calls().encode(mutator, args));
	}

	/**
	 * Call a mutator by its name and the type of its arguments, such as
	 * {@link dev.syncedstore.core.member.Members#ADD_USER}. Unless this store has it,
	 * too, nothing changes here before the server has run it.
	 * @param <A> the type of the arguments
	 * @param mutator the mutator
	 * @param args its arguments
	 * @return the mutation's number, and its outcome once there is one
	 * @throws MutationRejectedException if the arguments are not valid, or a mutator of
	 * this store refuses
	 * @throws UserUnknownException if nobody knows the user yet, see
	 * {@link SyncedStoreBuilder#userId}
	 * @throws StoreClosedException if the store is closed
	 * @throws IllegalArgumentException if it is one of this store that takes other
	 * arguments
	 */
	public <A> MutationResult mutate(MutatorName<A> mutator, A args) {
		return this.core.mutate(this.core.calls().encode(mutator, args));
	}

	/**
	 * Call an action, which runs on the server alone. What is pending goes first, and the
	 * result comes once the local copy has what the action did. The call is made once,
	 * however often it has to be repeated on the way.
	 * <p>
	 * An action needs the server: where the store is known to be offline it fails at
	 * once, and it fails where what is pending can't be sent within half a minute. An
	 * answer is waited for up to five minutes.
	 * @param <A> the type of the arguments
	 * @param <R> the type of the result
	 * @param action the action
	 * @param args its arguments
	 * @return completes on the listener executor; fails with
	 * {@link dev.syncedstore.core.ActionFailedException} if the action has failed or may
	 * not be called, with {@link ActionUnavailableException} if the server could not be
	 * reached, and with {@link StoreClosedException} if the store is closed meanwhile
	 */
	public <A, R> CompletableFuture<R> action(ActionName<A, R> action, A args) {
		String json;
		try {
			json = this.core.calls().encodeArgs(action.argsType(), args);
		}
		catch (ActionFailedException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		return this.core.call(action.name(), json, this.core.calls().resultCodec(action.resultType()));
	}

	/**
	 * Read the local copy as it is now.
	 * @param <R> the type of the result
	 * @param query reads what it needs; it must not keep the context
	 * @return the result
	 * @throws UserUnknownException if nobody knows the user yet, see
	 * {@link SyncedStoreBuilder#userId}
	 */
	public <R> R query(Function<ReadContext, R> query) {
		return this.core.store().query(query, ReadTracker.NONE);
	}

	/**
	 * Be told the result of a query, first soon and then whenever it has changed, as
	 * {@code equals} sees it. The query is run again only when a change touches what it
	 * read. Changes that follow each other quickly may be told as one.
	 * @param <R> the type of the result
	 * @param query reads what it needs, and depends on nothing else
	 * @param consumer is told the result, and must not change it
	 * @return ends the subscription
	 */
	public <R> Subscription subscribe(Function<ReadContext, R> query, Consumer<R> consumer) {
		return this.core.queries().add(new LiveResult<>(this.core.store(), query, consumer));
	}

	/**
	 * Be told what happens in a table, entry by entry: first what is there, as added.
	 * @param <T> the type of the table's values
	 * @param table the table, of the shared entries
	 * @param listener is told
	 * @return ends the subscription
	 */
	public <T> Subscription subscribeToTable(Table<T> table, TableListener<T> listener) {
		return subscribeToTable((context) -> context.table(table), listener);
	}

	/**
	 * Be told what happens in a table of any visibility, entry by entry.
	 * @param <T> the type of the table's values
	 * @param table finds the table, such as
	 * {@code ctx -> ctx.privateOfUser(ctx.userId()).table(NOTES)}
	 * @param listener is told
	 * @return ends the subscription
	 */
	public <T> Subscription subscribeToTable(Function<ReadContext, TableReader<T>> table, TableListener<T> listener) {
		return this.core.queries().add(new LiveTable<>(this.core.store(), table, listener));
	}

	/**
	 * Be told what happens besides the data.
	 * @param listener the listener
	 * @return removes the listener
	 */
	public Subscription listen(StoreListener listener) {
		return this.core.events().add(listener, this.core.receipts());
	}

	/**
	 * Be told of every mutation that the server refuses, whoever made it in this store,
	 * also before the application was started anew: what it was not told then it is told
	 * now. After a crash that may be the same once more.
	 * @param consumer is told
	 * @return removes the listener
	 */
	public Subscription onRejected(Consumer<Rejection> consumer) {
		return listen(new StoreListener() {

			@Override
			public void rejected(Rejection rejection) {
				consumer.accept(rejection);
			}

		});
	}

	/**
	 * Be told when the status changes.
	 * @param consumer is told the new status
	 * @return removes the listener
	 */
	public Subscription onStatus(Consumer<ConnectionStatus> consumer) {
		return listen(new StoreEvents.OtherListener() {

			@Override
			public void statusChanged(ConnectionStatus status) {
				consumer.accept(status);
			}

		});
	}

	/**
	 * Be told when the server no longer speaks with this version of the application.
	 * @param consumer is told why, for people
	 * @return removes the listener
	 */
	public Subscription onUpdateNeeded(Consumer<String> consumer) {
		return listen(new StoreEvents.OtherListener() {

			@Override
			public void updateNeeded(String detail) {
				consumer.accept(detail);
			}

		});
	}

	/**
	 * Whether the store is in touch with its server.
	 * @return the status
	 */
	public ConnectionStatus status() {
		return this.core.events().status();
	}

	/**
	 * The mutations whose outcome the local copy doesn't have yet.
	 * @return the mutations, in order
	 */
	public List<PendingMutation> pending() {
		List<PendingMutation> pending = new ArrayList<>();
		this.core.store().state().local().pendingAfter(0).forEach(pending::add);
		return pending;
	}

	/**
	 * How many mutations are pending.
	 * @return the number
	 */
	public int pendingCount() {
		LocalState local = this.core.store().state().local();
		return (int) (local.lastId() - Math.max(local.processedId(), 0));
	}

	/**
	 * Whether there is something from the server to read, now or kept from earlier.
	 * @return {@code false} before the first contact
	 */
	public boolean isBootstrapped() {
		return this.core.isBootstrapped();
	}

	/**
	 * Wait until there is something from the server to read, now or kept from earlier.
	 * @return completes on the listener executor, soon if {@link #isBootstrapped()}
	 */
	public CompletableFuture<Void> waitForLocalData() {
		return this.core.events().localData();
	}

	/**
	 * Wait until the server was asked in this run of the application.
	 * @return completes on the listener executor when the first pull is over, at once
	 * later on
	 */
	public CompletableFuture<Void> waitForServerData() {
		return this.core.events().serverData();
	}

	/**
	 * Wait until what is pending now has an outcome, and the local copy is as new as the
	 * server's was at that time. Offline that takes until the store is online again.
	 * @return completes on the listener executor
	 */
	public CompletableFuture<Void> waitForSync() {
		return this.core.events().afterAllConfirmed(this.core.loop()::pull);
	}

	/** Stop talking with the server, until {@link #goOnline()}. All else goes on. */
	public void goOffline() {
		this.core.loop().goOffline();
	}

	/** Talk with the server again, or try again now, where it can't be reached. */
	public void goOnline() {
		this.core.goOnline();
	}

	/**
	 * The credentials give something else from now on: try at once what was denied.
	 */
	public void credentialsChanged() {
		this.core.loop().credentialsChanged();
	}

	/**
	 * The user of this store.
	 * @return the user's id, or empty if nobody knows it yet
	 */
	public Optional<String> userId() {
		return Optional.ofNullable(this.core.store().state().user().userId());
	}

	/**
	 * The id under which the server knows this copy. It may change.
	 * @return a UUID
	 */
	public String clientId() {
		return this.core.store().state().clientId();
	}

	/**
	 * The space that this is a copy of.
	 * @return the space
	 */
	public SpaceId space() {
		return this.core.space();
	}

	/**
	 * Everything that the store knows at this moment, for tests and diagnosis.
	 * @return base, pending mutations and view, immutable
	 */
	public LocalState snapshot() {
		return this.core.store().state().local();
	}

	/**
	 * Whether the store takes no more mutations.
	 * @return {@code true} once it was closed, or has closed itself
	 */
	public boolean isClosed() {
		return this.core.store().state().closed();
	}

	/**
	 * Close the store. What is pending stays in its storage, and is sent when it is
	 * opened again; without one it is lost, unless it is on its way already: wait for
	 * {@link #waitForSync()} first where that matters. Reading still works.
	 */
	@Override
	public void close() {
		this.core.end("The store was closed before the outcome was known");
	}

	/** There is hope that what has failed works now. */
	void hurry() {
		this.core.loop().hurry();
	}

	/** Whose the store is in the storage, or {@code null} as long as nobody knows. */
	@Nullable String account() {
		return this.core.account();
	}

}
