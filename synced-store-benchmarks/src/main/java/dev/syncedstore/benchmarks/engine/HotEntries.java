package dev.syncedstore.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.engine.CallersContest.Group;

/**
 * Lines 1, 2 and 4 as far as they are about 1,000 hot keys: single mutations, many in a
 * push, and the same load spread over spaces, which can't be committed together.
 */
public final class HotEntries implements Comparison {

	static final int CALLERS = 64;

	static final int ITEMS = 1_000;

	static final int MUTATIONS = 25;

	static final String JPA = "one JPA transaction a mutation, same tables";

	private static final String SINGLE = "single";

	private static final String BATCHES = "hot";

	private static final String SPREAD = "spread";

	private static final int SPACES = 50;

	private static final int CLIENTS = 2;

	@Override
	public List<Line> lines() {
		return List.of(
				new Line(1, SINGLE, "commit, one space, 64 callers, one mutation a push, 1,000 hot keys, in process",
						JPA, "mutations/s", Bound.atLeastTimes(15)),
				new Line(1, CallersContest.p99(SINGLE), "p99 of such a push", "–", "ms", Bound.none()),
				new Line(2, BATCHES, "the same with 25 mutations a push, 1,000 hot keys", JPA, "mutations/s",
						Bound.atLeastTimes(40)),
				new Line(2, CallersContest.p99(BATCHES), "p99 of such a push", "–", "ms", Bound.none()),
				new Line(4, SPREAD, "50 spaces × 2 clients, single mutations, in process",
						"the engine on one space, 64 callers, as in line 1", "mutations/s", Bound.atLeastTimes(0.6)),
				new Line(4, CallersContest.p99(SPREAD), "p99 of such a push", "–", "ms", Bound.none()));
	}

	@Override
	public Contest open(Form form) throws Exception {
		EngineNode node = EngineNode.start();
		Agreement.check(node);
		FilledSpace one = node.space("one", ITEMS);
		FilledSpace batches = node.space("batches", ITEMS);
		FilledSpace jpa = node.space("jpa", ITEMS);
		List<Caller> spread = new ArrayList<>();
		for (int i = 0; i < SPACES; i++) {
			spread.addAll(node.space("spread-" + i, ITEMS).pushers(CLIENTS, 1));
		}
		jpa.stored().settle();
		List<Caller> single = one.pushers(CALLERS, 1);
		return new CallersContest(node,
				List.of(new Group(List.of(SINGLE, BATCHES), jpa.transactions(CALLERS), 1), Group.of(SPREAD, single)),
				List.of(Group.of(SINGLE, single),
						new Group(List.of(BATCHES), batches.pushers(CALLERS, MUTATIONS), MUTATIONS),
						Group.of(SPREAD, spread)));
	}

}
