package dev.syncedstore.client.local;

/**
 * Whose the mutations are that the server has processed under this client's id: this
 * copy's, or another's. Reading is for any thread; all else belongs to the thread of the
 * sync loop.
 */
public final class Provenance {

	private final LocalStore store;

	private volatile Lineage lineage = Lineage.OWN;

	Provenance(LocalStore store) {
		this.store = store;
	}

	/**
	 * A storage was opened, which may be an old copy. What its base lacks from before the
	 * client took its id was compared with the server then.
	 * @param damaged whether it can't be read what was sent
	 * @param processedId what its base has
	 */
	void opened(boolean damaged, long processedId) {
		this.lineage = damaged ? Lineage.DAMAGED : new Lineage(Math.max(processedId, 0), false);
	}

	/**
	 * Whether what can be read of the storage is not enough to know what was sent: then
	 * nothing is sent before the server was asked.
	 * @return {@code true} until then
	 */
	public boolean isDoubtful() {
		return this.lineage.damaged();
	}

	/**
	 * The highest id for which this client believes the server that it was processed: for
	 * a higher one it was another copy of this client that had it done.
	 * @return the id
	 */
	public long believableId() {
		Lineage known = this.lineage;
		ClientState now = this.store.state();
		return known.damaged() ? now.local().lastId() : Math.min(now.sentId(), known.provenId());
	}

	/**
	 * Whether it is known that no other copy of this client is at work.
	 * @return {@code false} after the storage was opened, until a push was accepted
	 */
	public boolean isProven() {
		return this.lineage.equals(Lineage.OWN);
	}

	/**
	 * The server has accepted a push, or the client has a new id, so there is no other
	 * copy of it.
	 */
	public void proven() {
		this.lineage = Lineage.OWN;
	}

	/**
	 * The server has compared a push with what it has, so these mutations are processed
	 * as this client has made them, whoever has sent them first.
	 * @param id the latest of them
	 */
	public void provenUpTo(long id) {
		this.lineage = new Lineage(Math.max(this.lineage.provenId(), id), false);
	}

	/** The server was asked, so it is known what was sent. */
	public void asked() {
		if (isDoubtful()) {
			long processedId = this.store.state().local().processedId();
			this.store.sending(processedId);
			this.lineage = new Lineage(processedId, false);
		}
	}

}
