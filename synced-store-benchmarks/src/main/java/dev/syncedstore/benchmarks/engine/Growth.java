package dev.syncedstore.benchmarks.engine;

import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.push.PushService;

/**
 * Line 13, its first half: what it costs that a space is large.
 */
public final class Growth implements Comparison {

	private static final String NAME = "large space";

	private static final int MANY = 1_000_000;

	private static final int MANY_IN_SHORT = 100_000;

	@Override
	public List<Line> lines() {
		return List.of(
				new Line(13, NAME,
						"line 1 on a space of 1,000,000 entries (short: 100,000), uniform keys, cache-size 1GB",
						"the same on 1,000 entries", "mutations/s", Bound.atLeastTimes(0.5)),
				new Line(13, CallersContest.p99(NAME), "p99 of such a push", "–", "ms", Bound.none()));
	}

	@Override
	public List<String> jvmOptions() {
		return List.of("-Xmx2g");
	}

	@Override
	public Contest open(Form form) throws Exception {
		EngineNode node = EngineNode.start(BenchmarkPostgres.current().createDatabase("engine"),
				Map.of("synced-store.limits.cache-size", "1GB"));
		PushService pushes = node.engine().pushService();
		Space small = new Space("small", SingleMutations.ITEMS);
		Space large = new Space("large", form.size(MANY, MANY_IN_SHORT));
		List<PushCaller> ofSmall = small.fill(pushes);
		List<PushCaller> ofLarge = large.fill(pushes);
		node.stored(small.id()).settle();
		return new CallersContest(NAME, new CallersContest.Side(ofSmall, 1), new CallersContest.Side(ofLarge, 1), node,
				() -> {
					Agreement.check(node.stored(small.id()), small.items(), ofSmall);
					Agreement.check(node.stored(large.id()), large.items(), ofLarge);
				});
	}

	private record Space(String name, int items) {

		SpaceId id() {
			return new SpaceId(ItemMutators.STORE_TYPE, this.name);
		}

		List<PushCaller> fill(PushService pushes) {
			SpaceFiller.fill(pushes, id(), this.items);
			return PushCaller.of(pushes, AgainstJpa.CALLERS, new PushCaller.Workload(List.of(id()), this.items, 1));
		}

	}

}
