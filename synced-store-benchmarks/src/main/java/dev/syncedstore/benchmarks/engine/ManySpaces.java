package dev.syncedstore.benchmarks.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.push.PushService;

/**
 * Line 4: the same load spread over spaces, which can't be committed together.
 */
public final class ManySpaces implements Comparison {

	private static final String NAME = "many spaces";

	private static final int SPACES = 50;

	private static final int CLIENTS = 2;

	@Override
	public List<Line> lines() {
		return List.of(
				new Line(4, NAME, "50 spaces × 2 clients, single mutations, in process",
						"the engine on one space, 64 callers, as in line 1", "mutations/s", Bound.atLeastTimes(0.6)),
				new Line(4, CallersContest.p99(NAME), "p99 of such a push", "–", "ms", Bound.none()));
	}

	@Override
	public Contest open(Form form) throws Exception {
		EngineNode node = EngineNode.start(BenchmarkPostgres.current().createDatabase("engine"), Map.of());
		PushService pushes = node.engine().pushService();
		int items = SingleMutations.ITEMS;
		SpaceId one = new SpaceId(ItemMutators.STORE_TYPE, "one");
		List<SpaceId> many = IntStream.range(0, SPACES)
			.mapToObj((number) -> new SpaceId(ItemMutators.STORE_TYPE, "many-" + number))
			.toList();
		SpaceFiller.fill(pushes, one, items);
		many.forEach((space) -> SpaceFiller.fill(pushes, space, items));
		node.stored(one).settle();
		List<PushCaller> ofOne = PushCaller.of(pushes, AgainstJpa.CALLERS,
				new PushCaller.Workload(List.of(one), items, 1));
		List<PushCaller> ofMany = PushCaller.of(pushes, SPACES * CLIENTS, new PushCaller.Workload(many, items, 1));
		return new CallersContest(NAME, new CallersContest.Side(ofOne, 1), new CallersContest.Side(ofMany, 1), node,
				() -> {
					Agreement.check(node.stored(one), items, ofOne);
					for (int i = 0; i < SPACES; i++) {
						Agreement.check(node.stored(many.get(i)), items,
								List.of(ofMany.get(i), ofMany.get(SPACES + i)));
					}
				});
	}

}
