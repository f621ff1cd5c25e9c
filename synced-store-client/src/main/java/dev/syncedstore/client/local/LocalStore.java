package dev.syncedstore.client.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.MutationReplay;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.core.rebase.StoreMutators;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference to the present state. {@link #append}, {@link #query}, {@link #state},
 * {@link #acknowledge} and {@link #close} may be called by any thread; all else belongs
 * to the one thread that runs the sync loop. So a step of the loop competes with appended
 * mutations only, and when it loses it has only those to replay, not to begin again.
 */
public final class LocalStore {

	private static final Logger logger = LoggerFactory.getLogger(LocalStore.class);

	private final AtomicReference<ClientState> state;

	private final StoreMutators mutators;

	private final Consumer<LocalChange> listener;

	/**
	 * Create an empty store.
	 * @param clientId the client's id at the server
	 * @param user for whom the store is
	 * @param mutators the mutators of its store type
	 * @param listener is told of each step, on the thread that took it
	 */
	public LocalStore(String clientId, LocalUser user, StoreMutators mutators, Consumer<LocalChange> listener) {
		this.state = new AtomicReference<>(new ClientState(clientId, user, LocalState.EMPTY, 0, false));
		this.mutators = mutators;
		this.listener = listener;
	}

	/**
	 * The present state.
	 * @return the state
	 */
	public ClientState state() {
		return Objects.requireNonNull(this.state.get());
	}

	/**
	 * Run a mutation and append it. Where another thread was faster, it runs again.
	 * @param call the mutation
	 * @return the mutation's id
	 * @throws UserUnknownException if nobody knows the user yet
	 * @throws StoreClosedException if the store is closed
	 * @throws RuntimeException whatever the mutator threw; nothing has changed then
	 */
	public long append(MutationCall call) {
		while (true) {
			ClientState before = state();
			if (before.closed()) {
				throw new StoreClosedException("The store is closed");
			}
			ClientState after = before.with(before.local().append(call, replay(before.user())));
			if (this.state.compareAndSet(before, after)) {
				tell(after, appended(before.local(), after.local()), List.of());
				return after.local().lastId();
			}
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
		ClientState now = state();
		return this.mutators.runner().query(query, side(now.user()), now.local().view(), tracker);
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
		LocalState rebased = before.local().rebase(base, processedId, replay(before.user()));
		while (!this.state.compareAndSet(before, before.with(rebased))) {
			before = state();
			rebased = rebased.catchUp(before.local(), replay(before.user()));
		}
		logProblems(before.local(), rebased);
		tell(before, (patches != null) ? rebased(before.local(), rebased, patches) : KeyChanges.EVERYTHING,
				outcomes(before.local(), processedId, refusals));
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
		LocalState local = sameUser ? before.local() : forUser(before.local(), user);
		while (!this.state.compareAndSet(before, before.with(user, local))) {
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
	 * the same.
	 * @param clientId the new id
	 * @param commonId the last mutation that keeps belonging to the old client
	 */
	public void renumber(String clientId, long commonId) {
		update((before) -> before.withClient(clientId, before.local().renumber(commonId)));
	}

	/**
	 * Send a mutation's withdrawal in its place.
	 * @param id the mutation
	 * @param reason why
	 */
	public void withdraw(long id, Refusal reason) {
		update((before) -> before.with(before.local().withdraw(id, reason)));
	}

	/**
	 * Send a mutation after all.
	 * @param id the mutation
	 */
	public void reinstate(long id) {
		update((before) -> before.with(before.local().reinstate(id)));
	}

	/**
	 * The space is gone: forget the base, and settle all that is pending.
	 * @param reason why the pending mutations had no effect
	 */
	public void discard(Refusal reason) {
		ClientState before = update((found) -> found.with(found.local().discard()));
		tell(before, KeyChanges.EVERYTHING, outcomes(before.local(), before.local().lastId(), (mutation) -> reason));
	}

	/**
	 * The application was told the outcomes of all mutations up to an id.
	 * @param clientId the client whose id it is
	 * @param id the id
	 */
	public void acknowledge(String clientId, long id) {
		update((before) -> before.acknowledging(clientId, id));
	}

	/** Take no more mutations. */
	public void close() {
		update(ClientState::asClosed);
	}

	private ClientState update(UnaryOperator<ClientState> step) {
		return this.state.getAndUpdate(step);
	}

	private void tell(ClientState state, KeyChanges changes, List<Outcome> settled) {
		if (!changes.isNone() || !settled.isEmpty()) {
			this.listener.accept(new LocalChange(state.clientId(), changes, settled));
		}
	}

	private static List<Outcome> outcomes(LocalState before, long processedId,
			Function<PendingMutation, @Nullable Refusal> refusals) {
		List<Outcome> outcomes = new ArrayList<>();
		for (PendingMutation mutation : before.pending()) {
			if (mutation.id() > processedId) {
				break;
			}
			outcomes.add(new Outcome(mutation, refusals.apply(mutation)));
		}
		return outcomes;
	}

	private LocalState forUser(LocalState local, LocalUser user) {
		return (local.pendingCount() > 0) ? local.rebase(local.base(), local.processedId(), replay(user)) : local;
	}

	/** The application can see the problem itself among what is pending. */
	private static void logProblems(LocalState before, LocalState after) {
		if (logger.isDebugEnabled()) {
			Set<String> known = new HashSet<>();
			before.pending().forEach((mutation) -> {
				if (mutation.problem() != null) {
					known.add(mutation.call().nonce());
				}
			});
			after.pending().forEach((mutation) -> {
				if (mutation.problem() != null && !known.contains(mutation.call().nonce())) {
					logger.debug("Mutation {} ({}) has no effect here any more; the server decides", mutation.id(),
							mutation.call().name());
				}
			});
		}
	}

	private static KeyChanges appended(LocalState before, LocalState after) {
		Set<String> touched = new HashSet<>();
		after.pendingAfter(before.lastId()).forEach((mutation) -> addKeys(touched, mutation.changes()));
		return KeyChanges.between(before.view(), after.view(), touched);
	}

	private static KeyChanges rebased(LocalState before, LocalState after, List<Patch> patches) {
		Set<String> touched = new HashSet<>();
		addKeys(touched, patches);
		before.pending().forEach((mutation) -> addKeys(touched, mutation.changes()));
		after.pending().forEach((mutation) -> addKeys(touched, mutation.changes()));
		return KeyChanges.between(before.view(), after.view(), touched);
	}

	private static void addKeys(Set<String> keys, List<Patch> patches) {
		patches.forEach((patch) -> keys.add(patch.key()));
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
