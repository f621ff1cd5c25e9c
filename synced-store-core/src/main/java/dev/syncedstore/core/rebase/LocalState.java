package dev.syncedstore.core.rebase;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.OrderedMap;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;

/**
 * All that one client sees and has still to tell: the base, the pending mutations, and
 * the view, which is the base with the pending mutations replayed in order. Immutable:
 * each step makes a new state that shares most of its memory with the old one, so rolling
 * back is forgetting.
 */
public final class LocalState {

	/** What a new client knows: nothing. */
	public static final LocalState EMPTY = new LocalState(Base.NONE, noPending(), Entries.EMPTY, 0);

	private final Base base;

	private final OrderedMap<Long, PendingMutation> pending;

	private final Entries view;

	private final long lastId;

	private LocalState(Base base, OrderedMap<Long, PendingMutation> pending, Entries view, long lastId) {
		this.base = base;
		this.pending = pending;
		this.view = view;
		this.lastId = lastId;
	}

	/**
	 * A state that was kept somewhere.
	 * @param base the base
	 * @param pending the pending mutations, in order and without holes, up to the latest
	 * @param lastId the id of the latest mutation that was made
	 * @param replay runs the mutations
	 * @return the state
	 */
	public static LocalState restore(Base base, List<PendingMutation> pending, long lastId, MutationReplay replay) {
		return new LocalState(base, noPending(), base.entries(), lastId).replay(pending, replay);
	}

	/**
	 * The server's state.
	 * @return the base
	 */
	public Base base() {
		return this.base;
	}

	/**
	 * The mutations that the base doesn't have yet, in order. Their ids have no holes.
	 * @return the pending mutations
	 */
	public Iterable<PendingMutation> pending() {
		return pendingAfter(Long.MIN_VALUE);
	}

	/**
	 * The pending mutations after an id, in order.
	 * @param id the id
	 * @return the mutations with greater ids
	 */
	public Iterable<PendingMutation> pendingAfter(long id) {
		return () -> new PendingIterator(this.pending.range(id, false, Long.MAX_VALUE, false));
	}

	/**
	 * The latest pending mutation.
	 * @return the mutation
	 * @throws java.util.NoSuchElementException if none is pending
	 */
	public PendingMutation last() {
		return pendingAfter(this.lastId - 1).iterator().next();
	}

	/**
	 * How many mutations the base doesn't have yet.
	 * @return the number
	 */
	public int pendingCount() {
		return this.pending.size();
	}

	/**
	 * What reads see.
	 * @return the base with the pending mutations replayed
	 */
	public Entries view() {
		return this.view;
	}

	/**
	 * The id of the latest mutation that was made.
	 * @return the id, 0 if there was none
	 */
	public long lastId() {
		return this.lastId;
	}

	/**
	 * The id of the latest mutation whose outcome the base has.
	 * @return the id, 0 if there is none
	 */
	public long processedId() {
		return this.lastId - this.pending.size();
	}

	/**
	 * Run a new mutation and append it.
	 * @param call the mutation
	 * @param replay runs it
	 * @return the state with the mutation under the next id
	 * @throws RuntimeException whatever the mutator threw; this state is unharmed
	 */
	public LocalState append(MutationCall call, MutationReplay replay) {
		ReadRecord reads = new ReadRecord();
		Overlay overlay = new Overlay(reads.of(this.view));
		replay.run(call, overlay);
		MutationRun run = MutationRun.ran(reads, overlay.changes());
		PendingMutation mutation = new PendingMutation(this.lastId + 1, call, run, null);
		return new LocalState(this.base, this.pending.put(mutation.id(), mutation), this.view.with(mutation.changes()),
				mutation.id());
	}

	/**
	 * Go over to another base: forget the pending mutations that it has, and replay the
	 * others on it in order. One that can't run stays pending without effect: the server
	 * decides.
	 * @param base the new base
	 * @param processedId the latest mutation whose outcome the new base has
	 * @param replay runs the mutations
	 * @return the state on the new base
	 */
	public LocalState rebase(Base base, long processedId, MutationReplay replay) {
		LocalState empty = new LocalState(base, noPending(), base.entries(), this.lastId);
		return empty.replay(pendingAfter(processedId), replay);
	}

	/**
	 * Go over to a base that differs from this state's only in some patches. The same as
	 * the other way, but mutations are run again only where something that they read has
	 * changed: what a mutator does depends on nothing else.
	 * @param base the new base
	 * @param patches what differs in it
	 * @param processedId the latest mutation whose outcome the new base has
	 * @param replay runs mutations, as it ran them before
	 * @return the state on the new base, and what differs in it
	 */
	public Rebased rebase(Base base, Collection<Patch> patches, long processedId, MutationReplay replay) {
		ChangedKeys changed = new ChangedKeys();
		changed.addAll(patches);
		OrderedMap<Long, PendingMutation> left = this.pending;
		for (PendingMutation mutation : pending()) {
			if (mutation.id() > processedId) {
				break;
			}
			changed.addAll(mutation.changes());
			left = left.remove(mutation.id());
		}
		Overlay soFar = new Overlay(base.entries());
		for (PendingMutation mutation : pendingAfter(processedId)) {
			PendingMutation now = mutation;
			if (!mutation.run().isRepeatedWith(changed)) {
				now = replay(mutation, soFar, replay);
				left = left.put(now.id(), now);
				changed.addAll(mutation.changes());
				changed.addAll(now.changes());
			}
			for (Patch change : now.changes()) {
				soFar.put(change);
				if (now == mutation || mutation.changes().contains(change)) {
					// Whatever was there before, now it is what it was.
					changed.remove(change.key());
				}
			}
		}
		Map<String, Patch> differences = new HashMap<>();
		for (String key : changed.all()) {
			StoredValue value = soFar.get(key);
			if (!Objects.equals(value, this.view.get(key))) {
				differences.put(key, new Patch(key, value));
			}
		}
		Entries rebasedView = (left.size() > 0) ? this.view.with(differences.values()) : base.entries();
		return new Rebased(new LocalState(base, left, rebasedView, this.lastId), differences.keySet());
	}

	/**
	 * Take over what was appended to another state in the meantime.
	 * @param current a state that this one was made from, and that was only appended to
	 * since
	 * @param replay runs the mutations
	 * @return this state with the later mutations of the other
	 */
	public LocalState catchUp(LocalState current, MutationReplay replay) {
		LocalState result = new LocalState(this.base, this.pending, this.view, current.lastId);
		return result.replay(current.pendingAfter(this.lastId), replay);
	}

	/**
	 * Number the mutations anew, as those of a new client.
	 * @param commonId the last mutation that belongs to the old client, where it was
	 * processed: the one after it becomes number 1. Those up to it that are still pending
	 * get numbers below 1, under which nothing is sent, and wait for a base that has them
	 * @return the state with new ids
	 */
	public LocalState renumber(long commonId) {
		OrderedMap<Long, PendingMutation> renumbered = noPending();
		for (PendingMutation mutation : pending()) {
			renumbered = renumbered.put(mutation.id() - commonId, mutation.withId(mutation.id() - commonId));
		}
		return new LocalState(this.base, renumbered, this.view, this.lastId - commonId);
	}

	/**
	 * Send a mutation's withdrawal in its place. What it did here is seen until its
	 * outcome is known.
	 * @param id the mutation
	 * @param reason why it can't be sent
	 * @return the state with the withdrawal, or this one if the mutation is not pending
	 */
	public LocalState withdraw(long id, Refusal reason) {
		return update(id, (mutation) -> mutation.withWithdrawal(reason));
	}

	/**
	 * Send a mutation after all.
	 * @param id the mutation
	 * @return the state without the withdrawal, or this one if the mutation is not
	 * pending
	 */
	public LocalState reinstate(long id) {
		return update(id, (mutation) -> mutation.withWithdrawal(null));
	}

	/**
	 * Forget the base and all that is pending.
	 * @return a state that knows nothing but the id of its latest mutation
	 */
	public LocalState discard() {
		return new LocalState(Base.NONE, noPending(), Entries.EMPTY, this.lastId);
	}

	private LocalState update(long id, UnaryOperator<PendingMutation> change) {
		PendingMutation mutation = this.pending.get(id);
		return (mutation != null)
				? new LocalState(this.base, this.pending.put(id, change.apply(mutation)), this.view, this.lastId)
				: this;
	}

	private LocalState replay(Iterable<PendingMutation> mutations, MutationReplay replay) {
		OrderedMap<Long, PendingMutation> replayed = this.pending;
		Entries replayedView = this.view;
		for (PendingMutation earlier : mutations) {
			PendingMutation mutation = replay(earlier, replayedView, replay);
			replayed = replayed.put(mutation.id(), mutation);
			replayedView = replayedView.with(mutation.changes());
		}
		return new LocalState(this.base, replayed, replayedView, this.lastId);
	}

	private static PendingMutation replay(PendingMutation mutation, EntryView view, MutationReplay replay) {
		ReadRecord reads = new ReadRecord();
		Overlay overlay = new Overlay(reads.of(view));
		try {
			replay.run(mutation.call(), overlay);
		}
		catch (RuntimeException | AssertionError | LinkageError | StackOverflowError ex) {
			return mutation.with(MutationRun.failed(ex.toString()));
		}
		return mutation.with(MutationRun.ran(reads, overlay.changes()));
	}

	private static OrderedMap<Long, PendingMutation> noPending() {
		return OrderedMap.empty(Comparator.<Long>naturalOrder());
	}

	private record PendingIterator(
			Iterator<Map.Entry<Long, PendingMutation>> entries) implements Iterator<PendingMutation> {

		@Override
		public boolean hasNext() {
			return this.entries.hasNext();
		}

		@Override
		public PendingMutation next() {
			return this.entries.next().getValue();
		}

	}

}
