package dev.syncedstore.test.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.syncedstore.core.MutationSource;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelMutators;
import dev.syncedstore.test.model.ModelOutcome;
import dev.syncedstore.test.model.ModelRun;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each run of the mutators of one party, by running it again.
 */
final class MutatorProbe implements Consumer<ModelRun> {

	private static final String SERVER_ONLY = "$$so/";

	/** So often a second run waits until the clock shows something else. */
	private static final int PATIENT_RUNS = 2;

	private final ModelMutators here;

	private final ModelMutators elsewhere;

	private final Findings findings;

	private final MutatorStatistics statistics;

	private final Leaks leaks;

	/** A linkage error says that the code can't be loaded there, and nothing else. */
	private @Nullable Throwable failureElsewhere;

	private final Map<String, Integer> patience = new HashMap<>();

	/** What mutations did where they were made, until the server has run them. */
	private final Effects effects;

	MutatorProbe(ModelMutators here, ModelMutators elsewhere, Findings findings, MutatorStatistics statistics,
			Effects effects) {
		this.here = here;
		this.elsewhere = elsewhere.observedBy((run) -> this.failureElsewhere = run.failure());
		this.findings = findings;
		this.statistics = statistics;
		this.leaks = new Leaks(here);
		this.effects = effects;
	}

	@Override
	public void accept(ModelRun run) {
		String mutator = name(run);
		this.statistics.ran(mutator, run.outcome().isApplied());
		if (run.failure() != null) {
			found(MutatorRule.NO_FAILURES, run, "fails with " + run.failure());
		}
		if (!run.changed().isEmpty()) {
			found(MutatorRule.NO_CHANGED_READS, run,
					"changes " + String.join(" and ", run.changed()) + ", which nobody will see");
		}
		if (this.effects.differ(run)) {
			this.statistics.differed(mutator);
		}
		repeat(run);
		if (run.outcome().isApplied()) {
			callTwice(run);
			this.leaks.find(run)
				.ifPresent((leak) -> found(MutatorRule.NO_LEAKS, run, "brings to light what is not for all: " + leak));
		}
	}

	private void repeat(ModelRun run) {
		if (this.patience.merge(run.call().name(), 1, Integer::sum) <= PATIENT_RUNS) {
			awaitNextMillisecond();
		}
		ModelOutcome second = runAgain(this.here, run, run.before());
		if (!second.equals(run.outcome())) {
			found(MutatorRule.DETERMINISTIC, run,
					"is not deterministic: run once more on the same entries, it does something else"
							+ difference(run.outcome(), second));
			return;
		}
		if (this.elsewhere.of(run.storeType()).know(run.call())) {
			ModelOutcome there = runAgain(this.elsewhere, run, run.before());
			if (!there.equals(run.outcome()) && !(this.failureElsewhere instanceof LinkageError)) {
				found(MutatorRule.DETERMINISTIC, run,
						"is not deterministic: on another machine, with another clock, other static state and another "
								+ "order of hash tables, it does something else" + difference(run.outcome(), there));
			}
		}
	}

	/** Nothing that is visible may be as it was before the first call. */
	private void callTwice(ModelRun run) {
		ModelEntries first = run.outcome().entries();
		ModelOutcome second = runAgain(this.here, run, first);
		if (!second.isApplied()) {
			return;
		}
		Set<String> keys = new TreeSet<>(run.before().all().keySet());
		keys.addAll(first.all().keySet());
		for (String key : keys) {
			String before = run.before().get(key);
			if (!key.startsWith(SERVER_ONLY) && !Objects.equals(before, first.get(key))
					&& Objects.equals(before, second.entries().get(key))) {
				found(MutatorRule.NO_TOGGLING, run, "undoes itself when two users call it at once: " + key + " was "
						+ before + ", then " + first.get(key) + ", then " + before + " again");
				return;
			}
		}
	}

	private static ModelOutcome runAgain(ModelMutators mutators, ModelRun run, ModelEntries before) {
		return mutators.of(run.storeType()).run(run.call(), run.side(), before, run.source());
	}

	/** Only what is sent to spaces of other store types is of another one. */
	private String name(ModelRun run) {
		boolean own = run.storeType().equals(this.here.storeType());
		return own ? run.call().name() : run.storeType() + "." + run.call().name();
	}

	private void found(MutatorRule rule, ModelRun run, String problem) {
		ModelCall call = run.call();
		MutationSource source = run.source();
		this.findings.found(rule, name(run),
				problem + "\n\tcalled by " + run.side().userId()
						+ (run.side().isServer() ? " on the server" : " on a client") + " with " + call.args()
						+ ((source != null) ? ", sent by " + source.mutator() : ""));
	}

	private static String difference(ModelOutcome first, ModelOutcome second) {
		String sent = first.sent().equals(second.sent()) ? "" : "\n\tsends " + first.sent() + ", then " + second.sent();
		String codes = Objects.equals(first.code(), second.code()) ? ""
				: "\n\tends with " + first.code() + ", then with " + second.code();
		return codes + sent + first.entries().differenceTo(second.entries().all());
	}

	private static void awaitNextMillisecond() {
		long now = System.currentTimeMillis();
		while (System.currentTimeMillis() == now) {
			Thread.onSpinWait();
		}
	}

	/**
	 * Where findings go.
	 */
	@FunctionalInterface
	interface Findings {

		void found(MutatorRule rule, String mutator, String problem);

	}

}
