package dev.syncedstore.server.push;

import dev.syncedstore.server.log.SpaceHead;

/**
 * A space as it was when its last batch had been committed.
 *
 * @param head where it was
 * @param entries what is held of its entries
 */
record CachedSpace(SpaceHead head, SpaceEntries entries) {

	/** What a space takes besides its entries. */
	private static final int OVERHEAD = 500;

	long weight() {
		return OVERHEAD + this.entries.weight();
	}

}
