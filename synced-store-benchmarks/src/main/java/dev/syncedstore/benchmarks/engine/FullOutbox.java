package dev.syncedstore.benchmarks.engine;

import java.util.List;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.engine.CallersContest.Group;

/**
 * What it costs mutations that enqueue nothing that others do: the same callers on two
 * nodes with databases of their own, of which one has actions, looks every second for
 * what is due, and has an outbox full of what is to be done tomorrow.
 */
public final class FullOutbox implements Comparison {

	private static final String OUTBOX = "outbox";

	private static final int ENQUEUED = 100_000;

	@Override
	public List<Line> lines() {
		return List.of(
				new Line(17, OUTBOX, "line 1 with actions, 100,000 of them enqueued for later",
						"line 1 in an application that has no actions", "mutations/s", Bound.atLeastTimes(0.95)),
				new Line(17, CallersContest.p99(OUTBOX), "p99 of such a push", "the same", "ms", Bound.none()));
	}

	@Override
	public boolean isForEveryDay() {
		return false;
	}

	@Override
	public Contest open(Form form) throws Exception {
		EngineNode node = EngineNode.start();
		EngineNode busy = node.apart(ItemActions.class);
		FilledSpace without = node.space("without", HotEntries.ITEMS);
		FilledSpace with = busy.space("with", HotEntries.ITEMS);
		with.stored().enqueue(ENQUEUED);
		return new CallersContest(node, List.of(Group.of(OUTBOX, without.pushers(HotEntries.CALLERS, 1))),
				List.of(Group.of(OUTBOX, with.pushers(HotEntries.CALLERS, 1))));
	}

}
