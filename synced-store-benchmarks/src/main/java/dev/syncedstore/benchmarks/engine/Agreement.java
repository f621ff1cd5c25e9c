package dev.syncedstore.benchmarks.engine;

import dev.syncedstore.core.SpaceId;

/**
 * That both sides do the same: the same edits, by one caller each, must leave the same
 * entries at the same versions, and the same counts.
 */
final class Agreement {

	private static final int ITEMS = 50;

	private static final int EDITS = 200;

	private Agreement() {
	}

	static void check(EngineNode node) throws Exception {
		StoredSpace ours = run(node, new SpaceId(ItemMutators.STORE_TYPE, "check-engine"), (space,
				stored) -> new PushCaller(node.engine().pushService(), space, "checker", new Edits(7, ITEMS), 1));
		StoredSpace theirs = run(node, new SpaceId(ItemMutators.STORE_TYPE, "check-jpa"),
				(space, stored) -> new JpaCaller(node.writes(), stored.rowId(), "checker", new Edits(7, ITEMS)));
		same("entries", ours.entries(), theirs.entries());
		same("version", ours.version(), theirs.version());
		same("logged version", ours.loggedVersion(), theirs.loggedVersion());
		same("mutation ids", ours.lastMutationIds(), theirs.lastMutationIds());
		same("version and log", ours.version(), ours.loggedVersion());
	}

	private static StoredSpace run(EngineNode node, SpaceId space, Side side) throws Exception {
		SpaceFiller.fill(node.engine().pushService(), space, ITEMS);
		StoredSpace stored = node.stored(space);
		Caller caller = side.caller(space, stored);
		for (int i = 0; i < EDITS; i++) {
			caller.call();
		}
		return stored;
	}

	static void same(String what, Object one, Object other) {
		if (!one.equals(other)) {
			throw new IllegalStateException("The sides don't agree on " + what + ": " + one + " and " + other);
		}
	}

	/**
	 * Makes a side's caller.
	 */
	private interface Side {

		Caller caller(SpaceId space, StoredSpace stored);

	}

}
