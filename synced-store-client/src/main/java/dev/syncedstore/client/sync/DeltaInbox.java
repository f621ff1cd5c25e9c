package dev.syncedstore.client.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.DeltaFit;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * Where deltas arrive, from pokes and pulls, in whatever order, and are joined to the
 * base or not. Used on the scheduler alone.
 * <p>
 * A mutation is settled when the base has it, never before: only then do its effects and
 * its outcome change places in one step. What a push's answer says of rejections is kept
 * until then.
 */
final class DeltaInbox {

	/** Beyond this many, another pull is cheaper than keeping them. */
	private static final int MAX_KEPT = 100;

	private final LocalStore store;

	private final TreeMap<Long, Refusal> refusals = new TreeMap<>();

	/** Pokes that nobody has looked at yet. */
	private final List<Delta> arrived = new ArrayList<>();

	/** Pokes that came during a pull and go beyond what the base has. */
	private final List<Delta> kept = new ArrayList<>();

	/**
	 * Whether the server has named another moment than the base where the base should be.
	 * What fits by its version may then belong to another history: a backup was restored
	 * and the server has started again, so that the epoch is the same.
	 */
	private boolean doubtful;

	/**
	 * Whether the server has named the base as where the space is, since the pull that is
	 * under way was asked for. What follows on that subscription belongs to the base; the
	 * answer to the pull may be from before a backup was restored.
	 */
	private boolean named;

	DeltaInbox(LocalStore store) {
		this.store = store;
	}

	/**
	 * The client takes a new id.
	 * @param commonId the last mutation that keeps belonging to the old client
	 */
	void renumber(long commonId) {
		TreeMap<Long, Refusal> common = new TreeMap<>(this.refusals.headMap(commonId, true));
		this.refusals.clear();
		common.forEach((id, refusal) -> this.refusals.put(id - commonId, refusal));
	}

	/**
	 * Write down why mutations were rejected that stay with the old client: nobody will
	 * say so under the new id.
	 * @param commonId the last of them
	 */
	void keepRefusals(long commonId) {
		LocalState now = this.store.state().local();
		this.refusals.headMap(commonId, true).forEach((id, refusal) -> {
			if (id > now.processedId() && id <= now.lastId()) {
				this.store.withdraw(id, refusal);
			}
		});
	}

	/**
	 * Keep what is said of rejections until the base has these mutations.
	 * @param rejected the rejections
	 */
	void remember(List<RejectedMutation> rejected) {
		ClientState now = this.store.state();
		for (RejectedMutation each : rejected) {
			boolean own = each.clientId().equals(now.clientId())
					&& each.mutationId() <= this.store.provenance().believableId();
			if (own && each.mutationId() > now.local().processedId()) {
				this.refusals.put(each.mutationId(), new Refusal(each.code(), each.message()));
			}
		}
	}

	/**
	 * A poke came.
	 * @param delta what it brings, which waits for {@link #join}
	 */
	void poked(Delta delta) {
		this.arrived.add(delta);
	}

	/**
	 * Join the pokes that have come to the base, all in one step.
	 * @param pulling whether a pull is under way
	 * @return whether to pull
	 */
	boolean join(boolean pulling) {
		List<Delta> deltas = List.copyOf(this.arrived);
		this.arrived.clear();
		return join(deltas, pulling);
	}

	/**
	 * The subscription has ended. What it has brought and what is not joined yet may be
	 * of another history than what the next answer to a pull brings.
	 */
	void unsubscribed() {
		this.arrived.clear();
		this.kept.clear();
	}

	/** A pull is asked for. */
	void asking() {
		this.named = false;
	}

	/**
	 * A pull is complete.
	 * @param pull what it brought
	 * @param overtaken whether a push was accepted since it was asked for
	 * @return whether it was of use
	 */
	Use pulled(PullResult pull, boolean overtaken) {
		if ((this.named && isBeyond(pull)) || (overtaken && isOfLostMutations(pull.last()))) {
			this.doubtful = true;
			return Use.ASK_AGAIN;
		}
		boolean useful = understandAndJoin(pull);
		this.doubtful &= !useful;
		return useful ? Use.JOINED : Use.NONE;
	}

	private boolean isBeyond(PullResult pull) {
		HistoryPoint here = this.store.state().local().base().point();
		return pull.isReset() || here == null || pull.last().maxIncludedVersion() > here.version();
	}

	/**
	 * Whether it tells of more mutations than this client has sent, although the server
	 * knows that there is no other copy of it.
	 */
	private boolean isOfLostMutations(Delta delta) {
		ClientState now = this.store.state();
		Long told = delta.lastMutationIds().get(now.clientId());
		return told != null && told > now.sentId() && this.store.provenance().isProven();
	}

	private boolean understandAndJoin(PullResult pull) {
		LocalState local = this.store.state().local();
		HistoryPoint here = local.base().point();
		Delta last = pull.last();
		if (isUnclear(last)) {
			return false;
		}
		if (pull.isReset() && (Objects.equals(here, pull.askedAt()) || isAhead(last, here))) {
			rebase(new Base(Base.pointAfter(last), pull.entries()), null, understand(last));
			return true;
		}
		if (pull.isReset() || here == null || !here.epoch().equals(last.epoch())
				|| last.minIncludedVersion() > here.version() + 1) {
			return false;
		}
		if (last.maxIncludedVersion() > here.version()) {
			Base next = new Base(Base.pointAfter(last), local.base().entries().with(pull.patches()));
			rebase(next, pull.patches(), understand(last));
		}
		else if (Base.pointAfter(last).equals(here)) {
			rebase(local.base(), List.of(), understand(last));
		}
		// Of what is older, pokes have told all that was to be told.
		return true;
	}

	/**
	 * The pull is over, so what was kept during it can be looked at again.
	 * @return whether to pull again
	 */
	boolean joinKept() {
		List<Delta> deltas = List.copyOf(this.kept);
		this.kept.clear();
		return join(deltas, false);
	}

	private boolean join(List<Delta> deltas, boolean pulling) {
		boolean pull = false;
		Base base = this.store.state().local().base();
		List<Patch> patches = new ArrayList<>();
		long processed = Long.MIN_VALUE;
		for (int i = 0; i < deltas.size(); i++) {
			Delta delta = deltas.get(i);
			if (isUnclear(delta)) {
				pull |= !keepAll(deltas.subList(i, deltas.size()));
				break;
			}
			switch (fit(base, delta)) {
				case APPLY -> {
					base = base.with(delta);
					patches.addAll(delta.patches());
					processed = Math.max(processed, understand(delta));
				}
				case PULL -> {
					boolean keep = pulling && this.kept.size() < MAX_KEPT;
					if (keep) {
						this.kept.add(delta);
					}
					pull |= !keep;
				}
				case IGNORE -> this.named |= pulling && delta.isEmptyRange() && !this.doubtful;
			}
		}
		rebase(base, patches, processed);
		return pull;
	}

	private boolean keepAll(List<Delta> deltas) {
		boolean room = this.kept.size() + deltas.size() <= MAX_KEPT;
		if (room) {
			this.kept.addAll(deltas);
		}
		else {
			this.kept.clear();
		}
		return room;
	}

	/**
	 * Whether a delta has effects of mutations that may be what is pending here, or
	 * another copy's: the answer to the next push tells. Until then it waits, so that
	 * nothing is seen twice.
	 */
	private boolean isUnclear(Delta delta) {
		ClientState now = this.store.state();
		Long told = delta.lastMutationIds().get(now.clientId());
		long clear = Math.max(this.store.provenance().believableId(), now.local().processedId());
		return told != null && told > clear && now.local().lastId() > clear && !this.store.provenance().isProven();
	}

	/** Nothing is joined to a base that is in doubt; the pull that follows decides. */
	private DeltaFit fit(Base base, Delta delta) {
		DeltaFit fit = base.fit(delta);
		HistoryPoint here = base.point();
		this.doubtful |= fit == DeltaFit.PULL && here != null && delta.isEmptyRange()
				&& delta.maxIncludedVersion() <= here.version();
		return (this.doubtful && fit == DeltaFit.APPLY) ? DeltaFit.PULL : fit;
	}

	private static boolean isAhead(Delta delta, @Nullable HistoryPoint here) {
		return here != null && here.epoch().equals(delta.epoch()) && delta.maxIncludedVersion() >= here.version();
	}

	/**
	 * What a delta says of own mutations: keep rejections, and tell which are processed.
	 */
	private long understand(Delta delta) {
		remember(delta.rejectedMutations());
		ClientState now = this.store.state();
		Long told = delta.lastMutationIds().get(now.clientId());
		// Another copy of this client may have gone further: the next push finds that
		// out.
		return (told != null) ? Math.min(told, this.store.provenance().believableId()) : now.local().processedId();
	}

	private void rebase(Base base, @Nullable List<Patch> patches, long processedId) {
		LocalState local = this.store.state().local();
		long processed = Math.max(processedId, local.processedId());
		if (base != local.base() || processed > local.processedId()) {
			Function<PendingMutation, @Nullable Refusal> outcome = this::refusalOf;
			this.store.rebase(base, patches, processed, outcome);
			this.refusals.headMap(processed, true).clear();
		}
	}

	private @Nullable Refusal refusalOf(PendingMutation mutation) {
		Refusal refusal = this.refusals.get(mutation.id());
		if (mutation.id() <= 0 && refusal == null) {
			return mutation.withdrawal();
		}
		boolean withdrawn = refusal != null && refusal.code().equals(RejectionCode.WITHDRAWN);
		return (withdrawn && mutation.withdrawal() != null) ? mutation.withdrawal() : refusal;
	}

	/**
	 * What became of a pull.
	 */
	enum Use {

		/** The base has what it brought. */
		JOINED,

		/**
		 * It may be of another history than the base, so nothing is joined before the
		 * next.
		 */
		ASK_AGAIN,

		/** The base has changed since it was asked for, or it can't be understood yet. */
		NONE

	}

}
