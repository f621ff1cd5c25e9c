package dev.syncedstore.server.push;

import dev.syncedstore.server.log.SpaceHead;

/**
 * A space as it was when its last batch had been committed.
 *
 * @param head where it was
 * @param entries what is held of its entries
 * @param clients what is held of its clients
 */
record CachedSpace(SpaceHead head, SpaceEntries entries, KnownClients clients) {

	/** What a space takes besides its entries and clients. */
	private static final int OVERHEAD = 500;

	/**
	 * The space after a batch. What was there before can't be used any more.
	 */
	CachedSpace after(Batch batch) {
		this.clients.committed(batch.commit().clients());
		SpaceEntries changed = batch.hasVersions() ? this.entries.with(batch.commit().plainPatches()) : this.entries;
		return new CachedSpace(batch.after(), changed, this.clients);
	}

	long weight() {
		return OVERHEAD + this.entries.weight() + this.clients.weight();
	}

}
