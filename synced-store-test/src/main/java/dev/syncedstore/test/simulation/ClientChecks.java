package dev.syncedstore.test.simulation;

import java.util.Objects;

import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelMutators;
import dev.syncedstore.test.model.ModelOutcome;
import dev.syncedstore.test.model.ModelSide;
import dev.syncedstore.test.model.MutationKey;
import dev.syncedstore.test.model.ProcessedOutcome;
import dev.syncedstore.test.model.SpaceHistory;
import org.jspecify.annotations.Nullable;

/**
 * Holds each state that a client ever has against the history of its space: the base is
 * what the server had at that version and the user may see, the pending mutations are
 * those that it doesn't have, and what readers see is the base with these run on it.
 */
final class ClientChecks {

	private final String userId;

	private final String clientId;

	private final SpaceHistory history;

	private final ModelMutators mutators;

	private final SimulationStatistics statistics;

	private final Violations violations;

	private LocalState last = LocalState.EMPTY;

	ClientChecks(SimulatedSpace space, String userId, String clientId, ModelMutators mutators) {
		this.userId = userId;
		this.clientId = clientId;
		this.history = space.history();
		this.mutators = mutators;
		this.statistics = space.statistics();
		this.violations = space.violations();
	}

	/**
	 * The client may have another state. Where a mutation was appended to a state that
	 * was right, whoever made it has compared what it shows.
	 * @param now the state
	 */
	void observe(LocalState now) {
		LocalState before = this.last;
		if (now == before) {
			return;
		}
		this.last = now;
		if (now.base() != before.base()) {
			checkBase(before.base().point(), now.base());
			if (now.pendingCount() > 0) {
				this.statistics.rebases++;
			}
		}
		checkPending(now);
		if (now.base() != before.base() || now.lastId() != before.lastId() + 1) {
			checkView(now);
		}
	}

	private void checkBase(@Nullable HistoryPoint before, Base base) {
		this.statistics.bases++;
		HistoryPoint point = base.point();
		if (point == null) {
			violation("has lost its base");
			return;
		}
		if (before != null && (!before.epoch().equals(point.epoch()) || before.version() > point.version())) {
			violation("went back from " + before + " to " + point);
		}
		ModelEntries expected = this.history.visibleAt(point.version(), this.userId);
		if (expected == null) {
			violation("is at version " + point.version() + ", in the middle of a commit");
			return;
		}
		if (!Objects.equals(this.history.checkpointAt(point.version()), point.checkpoint())) {
			violation("has the wrong checkpoint in " + point);
		}
		if (point.version() > 0 && !this.history.isIn(point.version(), this.userId)) {
			violation("is at version " + point.version() + ", at which it was not in");
		}
		String difference = expected.differenceTo(base.entries());
		if (!difference.isEmpty()) {
			violation("has a base that is not what the server had at version " + point.version() + difference);
		}
	}

	private void checkPending(LocalState now) {
		HistoryPoint point = now.base().point();
		long version = (point != null) ? point.version() : 0;
		long id = now.processedId();
		for (PendingMutation mutation : now.pending()) {
			if (mutation.id() != ++id) {
				violation("has mutation " + mutation.id() + " pending where " + id + " is missing");
			}
		}
		for (id = 1; id <= now.lastId(); id++) {
			boolean pending = id > now.processedId();
			ProcessedOutcome outcome = this.history.outcome(new MutationKey(this.clientId, id));
			boolean inBase = outcome != null && outcome.version() <= version;
			if (pending == inBase) {
				violation("is at version " + version + " and takes its mutation " + id + " for "
						+ (pending ? "pending" : "processed") + ", but the server has: " + outcome);
			}
		}
	}

	private void checkView(LocalState now) {
		ModelEntries expected = ModelEntries.of(now.base().entries());
		for (PendingMutation mutation : now.pending()) {
			ModelOutcome outcome = run(mutation, expected);
			expected = outcome.entries();
			if (outcome.isApplied() != (mutation.problem() == null)) {
				violation("ran mutation " + mutation.id() + ", which should have ended with " + outcome.code()
						+ ", but ended with " + mutation.problem());
			}
		}
		String difference = expected.differenceTo(now.view());
		if (!difference.isEmpty()) {
			violation("shows something else than its base and pending mutations make" + difference);
		}
	}

	private ModelOutcome run(PendingMutation mutation, ModelEntries before) {
		return this.mutators.run(new ModelCall(mutation.call().name(), mutation.call().args().json()),
				ModelSide.client(this.userId), before);
	}

	private void violation(String what) {
		this.violations.add("The client of " + this.userId + " " + what);
	}

}
