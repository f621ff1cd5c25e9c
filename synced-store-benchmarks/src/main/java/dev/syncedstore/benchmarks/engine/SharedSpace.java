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
 * What it costs that two nodes write one space, so that neither of them can rely on what
 * it holds.
 */
public final class SharedSpace implements Comparison {

	private static final String SHARED = "shared";

	@Override
	public List<Line> lines() {
		return List.of(
				new Line(16, SHARED, "line 1's callers, half of them on another node, in process",
						"all of them on one node", "mutations/s", Bound.atLeastTimes(0.5)),
				new Line(16, CallersContest.p99(SHARED), "p99 of such a push", "the same", "ms", Bound.none()));
	}

	@Override
	public Contest open(Form form) throws Exception {
		EngineNode node = EngineNode.start();
		EngineNode other = node.beside();
		FilledSpace own = node.space("own", HotEntries.ITEMS);
		FilledSpace shared = node.space("shared", HotEntries.ITEMS);
		List<Caller> callers = new ArrayList<>(shared.pushers(HotEntries.CALLERS / 2, 1));
		callers.addAll(shared.pushers(other, HotEntries.CALLERS / 2, 1));
		return new CallersContest(node, List.of(Group.of(SHARED, own.pushers(HotEntries.CALLERS, 1))),
				List.of(Group.of(SHARED, callers)));
	}

}
