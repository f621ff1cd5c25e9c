package dev.syncedstore.benchmarks.engine;

import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.core.SpaceId;

/**
 * 64 callers of one space: pushes against transactions.
 */
final class AgainstJpa {

	static final int CALLERS = 64;

	static final String BASELINE = "one JPA transaction a mutation, same tables";

	private AgainstJpa() {
	}

	/**
	 * Set both sides up, each with a space of its own in the same tables.
	 * @param name of the line
	 * @param items how many entries each space has
	 * @param mutationsPerPush how many mutations a push has
	 */
	static Contest open(String name, int items, int mutationsPerPush) throws Exception {
		EngineNode node = EngineNode.start(BenchmarkPostgres.current().createDatabase("engine"),
				Map.of("synced-store.limits.cache-size", "1GB"));
		Agreement.check(node);
		SpaceId ours = new SpaceId(ItemMutators.STORE_TYPE, "engine");
		SpaceId theirs = new SpaceId(ItemMutators.STORE_TYPE, "jpa");
		SpaceFiller.fill(node.engine().pushService(), ours, items);
		SpaceFiller.fill(node.engine().pushService(), theirs, items);
		node.stored(ours).settle();
		List<? extends Caller> pushes = PushCaller.of(node.engine().pushService(), CALLERS,
				new PushCaller.Workload(List.of(ours), items, mutationsPerPush));
		List<? extends Caller> transactions = JpaCaller.of(node.writes(), CALLERS, node.stored(theirs).rowId(), items);
		return new CallersContest(name, new CallersContest.Side(transactions, 1),
				new CallersContest.Side(pushes, mutationsPerPush), node, () -> {
					Agreement.check(node.stored(ours), items, pushes);
					Agreement.check(node.stored(theirs), items, transactions);
				});
	}

}
