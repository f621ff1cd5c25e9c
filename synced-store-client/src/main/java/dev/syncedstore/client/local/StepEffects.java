package dev.syncedstore.client.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Rebased;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a step from one state to the next means for others.
 */
final class StepEffects {

	private static final Logger logger = LoggerFactory.getLogger(StepEffects.class);

	private StepEffects() {
	}

	static List<Outcome> outcomes(LocalState before, long processedId,
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

	static List<Outcome> allRefused(ClientState state, Refusal reason) {
		return outcomes(state.local(), state.local().lastId(), (mutation) -> reason);
	}

	/** The application can see the problem itself among what is pending. */
	static void logProblems(LocalState before, LocalState after) {
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

	static KeyChanges appended(LocalState before, LocalState after) {
		Set<String> touched = new HashSet<>();
		after.pendingAfter(before.lastId()).forEach((mutation) -> addKeys(touched, mutation.changes()));
		return KeyChanges.between(before.view(), after.view(), touched);
	}

	/**
	 * Where readers find something else after a rebase, and after what was appended while
	 * it was under way.
	 */
	static KeyChanges changes(Rebased step, LocalState before, LocalState after) {
		if (after == step.state()) {
			return KeyChanges.of(step.changed());
		}
		Set<String> touched = new HashSet<>(step.changed());
		before.pendingAfter(step.state().lastId()).forEach((mutation) -> addKeys(touched, mutation.changes()));
		after.pendingAfter(step.state().lastId()).forEach((mutation) -> addKeys(touched, mutation.changes()));
		return KeyChanges.between(before.view(), after.view(), touched);
	}

	private static void addKeys(Set<String> keys, List<Patch> patches) {
		patches.forEach((patch) -> keys.add(patch.key()));
	}

}
