package dev.syncedstore.benchmarks.engine;

import java.util.List;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;

/**
 * Line 1: one mutation a push, on hot keys.
 */
public final class SingleMutations implements Comparison {

	static final int ITEMS = 1_000;

	private static final String NAME = "single";

	@Override
	public List<Line> lines() {
		return List.of(
				new Line(1, NAME, "commit, one space, 64 callers, one mutation a push, 1,000 hot keys, in process",
						AgainstJpa.BASELINE, "mutations/s", Bound.atLeastTimes(15)),
				new Line(1, CallersContest.p99(NAME), "p99 of such a push", "–", "ms", Bound.none()));
	}

	@Override
	public Contest open(Form form) throws Exception {
		return AgainstJpa.open(NAME, ITEMS, 1);
	}

}
