package dev.syncedstore.benchmarks.engine;

import java.util.List;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.engine.CallersContest.Group;

/**
 * Lines 2 and 13 as far as they are about a large space whose entries are changed
 * uniformly: against JPA on one as large, and against the engine on a small one.
 */
public final class ManyEntries implements Comparison {

	private static final int MANY = 1_000_000;

	private static final int MANY_IN_SHORT = 100_000;

	private static final String BATCHES = "uniform";

	private static final String GROWTH = "large space";

	@Override
	public List<Line> lines() {
		return List.of(
				new Line(2, BATCHES,
						"the same with 25 mutations a push, 1,000,000 uniform keys (short: 100,000), cache-size 1GB",
						HotEntries.JPA, "mutations/s", Bound.atLeastTimes(20)),
				new Line(2, CallersContest.p99(BATCHES), "p99 of such a push", "–", "ms", Bound.none()),
				new Line(13, GROWTH,
						"line 1 on a space of 1,000,000 entries (short: 100,000), uniform keys, cache-size 1GB",
						"the same on 1,000 entries", "mutations/s", Bound.atLeastTimes(0.5)),
				new Line(13, CallersContest.p99(GROWTH), "p99 of such a push", "–", "ms", Bound.none()));
	}

	@Override
	public List<String> jvmOptions() {
		return List.of("-Xmx2g");
	}

	@Override
	public boolean isForEveryDay() {
		return false;
	}

	@Override
	public Contest open(Form form) throws Exception {
		EngineNode node = EngineNode.start("synced-store.limits.cache-size=1GB");
		int items = form.size(MANY, MANY_IN_SHORT);
		FilledSpace small = node.space("small", HotEntries.ITEMS);
		FilledSpace jpa = node.space("jpa", items);
		FilledSpace large = node.space("large", items);
		jpa.stored().settle();
		return new CallersContest(node,
				List.of(Group.of(BATCHES, jpa.transactions(HotEntries.CALLERS)),
						Group.of(GROWTH, small.pushers(HotEntries.CALLERS, 1))),
				List.of(new Group(List.of(BATCHES), large.pushers(HotEntries.CALLERS, HotEntries.MUTATIONS),
						HotEntries.MUTATIONS), Group.of(GROWTH, large.pushers(HotEntries.CALLERS, 1))));
	}

}
