package dev.syncedstore.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.SpaceId;

/**
 * A space with items, and everybody who changes it. Used by one thread.
 */
final class FilledSpace {

	private final EngineNode node;

	private final SpaceId id;

	private final int items;

	private final List<Caller> callers = new ArrayList<>();

	/**
	 * Create a space and fill it.
	 * @param node where
	 * @param name its name
	 * @param items how many items it gets
	 */
	FilledSpace(EngineNode node, String name, int items) {
		this.node = node;
		this.id = new SpaceId(ItemMutators.STORE_TYPE, name);
		this.items = items;
		SpaceFiller.fill(node.engine().pushService(), this.id, items);
	}

	/** Callers that push to the engine. */
	List<Caller> pushers(int number, int mutationsPerPush) {
		return pushers(this.node, number, mutationsPerPush);
	}

	/** Callers that push to the engine of a node. */
	List<Caller> pushers(EngineNode to, int number, int mutationsPerPush) {
		List<Caller> result = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			result.add(new PushCaller(to.engine().pushService(), this.id, "user" + i, edits(i), mutationsPerPush));
		}
		this.callers.addAll(result);
		return result;
	}

	/** Callers that use JPA. */
	List<Caller> transactions(int number) {
		long row = stored().rowId();
		List<Caller> result = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			result.add(new JpaCaller(this.node.writes(), row, "jpa" + i, edits(i)));
		}
		this.callers.addAll(result);
		return result;
	}

	private Edits edits(int number) {
		return new Edits(this.callers.size() + number, this.items);
	}

	StoredSpace stored() {
		return this.node.stored(this.id);
	}

	/** That everything that its callers were told to be durable is there, and once. */
	void check() {
		long mutations = this.items + this.callers.stream().mapToLong(Caller::mutations).sum();
		Agreement.same("version", mutations, stored().version());
		Agreement.same("logged version", mutations, stored().loggedVersion());
		Agreement.same("mutation ids", mutations, stored().lastMutationIds());
	}

}
