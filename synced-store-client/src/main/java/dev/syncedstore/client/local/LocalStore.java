package dev.syncedstore.client.local;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.syncedstore.client.storage.Journal;
import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.MutationReplay;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Rebased;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.core.rebase.StoreMutators;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference to the present state, and its journal. {@link #append}, {@link #query},
 * {@link #state}, {@link #acknowledge} and {@link #close} may be called by any thread;
 * all else belongs to the one thread that runs the sync loop. So a step of the loop
 * competes with appended mutations only, and when it loses it has only those to replay,
 * not to begin again. The lock is held to write a record and to set the reference, never
 * while the application's code runs.
 */
public final class LocalStore {

	/** Beyond this many, writing everything anew is about as much work. */
	private static final int MAX_KEPT_PATCHES = 5_000;

	private static final Logger logger = LoggerFactory.getLogger(LocalStore.class);

	private final Object lock = new Object();

	private final StoreMutators mutators;

	private final Consumer<LocalChange> listener;

	private volatile ClientState state;

	private volatile Keeper keeper;

	private final Provenance provenance = new Provenance(this);

	/**
	 * Create an empty store that is kept nowhere.
	 * @param clientId the client's id at the server
	 * @param user for whom the store is
	 * @param mutators the mutators of its store type
	 * @param listener is told of each step, on the thread that took it
	 */
	public LocalStore(String clientId, LocalUser user, StoreMutators mutators, Consumer<LocalChange> listener) {
		this.state = ClientState.fresh(clientId, user);
		this.mutators = mutators;
		this.listener = listener;
		this.keeper = new Keeper(Journal.NONE, Runnable::run, this::state);
	}

	/**
	 * Take over what a journal has kept, and keep everything there from now on. Nothing
	 * may be pending yet.
	 * @param journal the journal; closed with the store
	 * @param executor does the lengthy work on it
	 * @throws dev.syncedstore.client.storage.StorageException if it can't be read or
	 * written
	 */
	public void attach(Journal journal, Executor executor) {
		StateReader reader = new StateReader();
		journal.read(reader);
		Kept kept = reader.kept();
		synchronized (this.lock) {
			if (kept != null) {
				this.state = restored(kept, this.state);
				this.provenance.opened(kept.damaged(), kept.mutations().processedId());
			}
			this.keeper = new Keeper(journal, executor, this::state);
			if (kept == null || kept.damaged()) {
				this.keeper.rewriteNow(this.state);
				return;
			}
		}
		// The process before may have died when that was written and not forced.
		forceBeforeItIsSent();
	}

	/**
	 * The present state.
	 * @return the state
	 */
	public ClientState state() {
		return this.state;
	}

	/**
	 * What is known of the server's word on this client's mutations.
	 * @return it, as this store goes on
	 */
	public Provenance provenance() {
		return this.provenance;
	}

	/**
	 * Run a mutation and append it. Where another thread was faster, it runs again.
	 * @param call the mutation
	 * @return the mutation's id
	 * @throws UserUnknownException if nobody knows the user yet
	 * @throws StoreClosedException if the store is closed
	 * @throws dev.syncedstore.client.storage.StorageException if it can't be kept
	 * @throws RuntimeException whatever the mutator threw; nothing has changed then
	 */
	public long append(MutationCall call) {
		while (true) {
			ClientState before = state();
			if (before.closed()) {
				throw new StoreClosedException("The store is closed");
			}
			ClientState after = before.with(before.local().append(call, replay(before.user())));
			byte[] record = StateRecords.pending(after, after.local().last());
			if (commit(before, after, record)) {
				this.keeper.tidy(this.lock, false);
				tell(after, StepEffects.appended(before.local(), after.local()), List.of());
				return after.local().lastId();
			}
		}
	}

	private boolean commit(ClientState before, ClientState after, byte[] record) {
		synchronized (this.lock) {
			if (this.state != before) {
				return false;
			}
			this.keeper.keepMutation(record);
			this.state = after;
			return true;
		}
	}

	/**
	 * A step of the loop: the records are those of a mutation's outcome, never of a
	 * mutation.
	 */
	private boolean commit(ClientState before, ClientState after, List<byte[]> records) {
		synchronized (this.lock) {
			if (this.state != before) {
				return false;
			}
			this.state = after;
			this.keeper.keep(records, after);
			return true;
		}
	}

	/**
	 * Run a query on the present state.
	 * @param <R> the type of the result
	 * @param query the query
	 * @param tracker is told what it reads
	 * @return the result
	 * @throws UserUnknownException if nobody knows the user yet
	 */
	public <R> R query(Function<ReadContext, R> query, ReadTracker tracker) {
		return query(state(), query, tracker);
	}

	/**
	 * Run a query on a state of this store, present or past.
	 * @param <R> the type of the result
	 * @param state the state
	 * @param query the query
	 * @param tracker is told what it reads
	 * @return the result
	 * @throws UserUnknownException if nobody knew the user then
	 */
	public <R> R query(ClientState state, Function<ReadContext, R> query, ReadTracker tracker) {
		return this.mutators.runner().query(query, side(state.user()), state.local().view(), tracker);
	}

	/**
	 * Go over to another base, as one step.
	 * @param base the new base
	 * @param patches what differs in it, or {@code null} if it is another altogether
	 * @param processedId the latest mutation whose outcome the new base has
	 * @param refusals why a mutation had no effect, or {@code null} if it had
	 */
	public void rebase(Base base, @Nullable List<Patch> patches, long processedId,
			Function<PendingMutation, @Nullable Refusal> refusals) {
		ClientState before = state();
		List<Outcome> settled = StepEffects.outcomes(before.local(), processedId, refusals);
		boolean replaced = patches == null || patches.size() > MAX_KEPT_PATCHES;
		byte[] record = (patches == null || replaced) ? StateRecords.replace(processedId, settled)
				: StateRecords.rebase(base.point(), patches, processedId, settled);
		List<byte[]> records = List.of(record);
		Rebased step = rebased(before, base, patches, processedId);
		LocalState rebased = step.state();
		while (!commit(before, before.settling(rebased, settled), records)) {
			before = state();
			rebased = rebased.catchUp(before.local(), replay(before.user()));
		}
		this.keeper.tidy(this.lock, replaced);
		StepEffects.logProblems(before.local(), rebased);
		KeyChanges changes = (patches != null) ? StepEffects.changes(step, before.local(), rebased)
				: KeyChanges.EVERYTHING;
		tell(before, changes, settled);
	}

	private Rebased rebased(ClientState before, Base base, @Nullable List<Patch> patches, long processedId) {
		MutationReplay replay = replay(before.user());
		return (patches != null) ? before.local().rebase(base, patches, processedId, replay)
				: new Rebased(before.local().rebase(base, processedId, replay), Set.of());
	}

	/**
	 * The server or the application says for whom this is.
	 * @param userId the user's id
	 */
	public void identify(String userId) {
		LocalUser user = new LocalUser(userId, true);
		ClientState before = state();
		if (before.user().equals(user)) {
			return;
		}
		boolean sameUser = userId.equals(before.user().userId());
		List<byte[]> records = List.of(StateRecords.identify(user));
		LocalState local = sameUser ? before.local() : forUser(before.local(), user);
		while (!commit(before, before.with(user, local), records)) {
			before = state();
			local = sameUser ? before.local() : local.catchUp(before.local(), replay(user));
		}
		// Where nobody was known there was nothing to see, and there is nothing yet.
		if (!sameUser && before.user().userId() != null) {
			tell(before, KeyChanges.EVERYTHING, List.of());
		}
	}

	/**
	 * Become another client: what is pending is numbered anew, and what readers see stays
	 * the same. That survives the end of the machine before anything is sent under the
	 * new id: the server could not tell that it is the same as under the old one.
	 * @param clientId the new id
	 * @param commonId the last mutation that keeps belonging to the old client
	 */
	public void renumber(String clientId, long commonId) {
		update((before) -> before.withClient(clientId, before.local().renumber(commonId)),
				(after) -> StateRecords.renumber(after, commonId));
		this.provenance.proven();
		forceBeforeItIsSent();
	}

	/** What the server learns under an id is not to come again under an older one. */
	private void forceBeforeItIsSent() {
		try {
			journal().force();
		}
		catch (StorageException ex) {
			logger.warn("The end of the machine may undo that the client has taken a new id", ex);
		}
	}

	/**
	 * Send a mutation's withdrawal in its place.
	 * @param id the mutation
	 * @param reason why
	 */
	public void withdraw(long id, Refusal reason) {
		update((before) -> before.with(before.local().withdraw(id, reason)),
				(after) -> List.of(StateRecords.withdraw(id, reason)));
	}

	/**
	 * Send a mutation after all.
	 * @param id the mutation
	 */
	public void reinstate(long id) {
		update((before) -> before.with(before.local().reinstate(id)),
				(after) -> List.of(StateRecords.withdraw(id, null)));
	}

	/**
	 * Mutations up to an id are about to be sent.
	 * @param id the id
	 */
	public void sending(long id) {
		update((before) -> before.sending(id), (after) -> List.of(StateRecords.send(id)));
	}

	/**
	 * The space, or what it had of the user, is gone: forget all, also in the storage.
	 * @param reason why the pending mutations had no effect
	 * @param erased whether not even what refused mutations said may be kept
	 */
	public void discard(Refusal reason, boolean erased) {
		ClientState before = update((found) -> found.discarding(StepEffects.allRefused(found, reason), erased),
				(after) -> List.of(StateRecords.discard(reason)));
		tell(before, KeyChanges.EVERYTHING, StepEffects.allRefused(before, reason));
		this.keeper.tidy(this.lock, true);
	}

	/**
	 * Write down what {@link #acknowledge} is about to say, to be forced to the disk
	 * before: who comes back with less would seem to be another copy.
	 * @param clientId the client whose id it is
	 * @param id the id
	 * @param told the nonces of rejections that it was told
	 */
	public void prepareAcknowledgement(String clientId, long id, Set<String> told) {
		synchronized (this.lock) {
			ClientState after = this.state.acknowledging(clientId, id, told);
			if (after != this.state) {
				this.keeper.keep(List.of(StateRecords.acknowledge(clientId, after.acknowledgedId(), told)), after);
			}
		}
	}

	/**
	 * The application was told the outcomes of all mutations up to an id, but for those
	 * rejections that are still unread.
	 * @param clientId the client whose id it is
	 * @param id the id
	 * @param told the nonces of rejections that it was told
	 */
	public void acknowledge(String clientId, long id, Set<String> told) {
		update((before) -> before.acknowledging(clientId, id, told),
				(after) -> List.of(StateRecords.acknowledge(clientId, after.acknowledgedId(), told)));
	}

	/**
	 * Where the state is kept.
	 * @return the journal
	 */
	public Journal journal() {
		return this.keeper.journal();
	}

	/** Take no more mutations, and let others have the journal. */
	public void close() {
		synchronized (this.lock) {
			if (!this.state.closed()) {
				this.state = this.state.asClosed();
				this.keeper.close();
			}
		}
	}

	private ClientState update(UnaryOperator<ClientState> step, Function<ClientState, List<byte[]>> records) {
		ClientState before;
		synchronized (this.lock) {
			before = this.state;
			ClientState after = step.apply(before);
			if (after != before) {
				this.state = after;
				this.keeper.keep(records.apply(after), after);
			}
		}
		this.keeper.tidy(this.lock, false);
		return before;
	}

	private ClientState restored(Kept kept, ClientState found) {
		LocalUser user = (kept.user().certain() || found.user().userId() == null) ? kept.user() : found.user();
		MutationReplay replay = (user.userId() != null) ? replay(user) : (call, overlay) -> {
			throw new UserUnknownException();
		};
		LocalState local = LocalState.restore(kept.base(), kept.mutations().withoutHoles(), kept.mutations().lastId(),
				replay);
		return new ClientState((kept.clientId() != null) ? kept.clientId() : found.clientId(), user, local,
				kept.progress(), false);
	}

	private void tell(ClientState state, KeyChanges changes, List<Outcome> settled) {
		if (!changes.isNone() || !settled.isEmpty()) {
			this.listener.accept(new LocalChange(state.clientId(), changes, settled));
		}
	}

	private LocalState forUser(LocalState local, LocalUser user) {
		return (local.pendingCount() > 0) ? local.rebase(local.base(), local.processedId(), replay(user)) : local;
	}

	private MutationReplay replay(LocalUser user) {
		return this.mutators.replayFor(side(user));
	}

	private static Side side(LocalUser user) {
		if (user.userId() == null) {
			throw new UserUnknownException();
		}
		return new Side(user.userId(), false);
	}

}
