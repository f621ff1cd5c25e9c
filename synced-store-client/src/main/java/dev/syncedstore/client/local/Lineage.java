package dev.syncedstore.client.local;

/**
 * How sure a client can be that no other copy of it uses its id: its storage may have
 * been copied to another machine, or restored from a backup.
 *
 * @param provenId up to this id, what the server has processed is what this copy has
 * made: its effects were in the base when the storage was opened, or a push was accepted
 * since
 * @param damaged whether it can't be read what was sent
 */
record Lineage(long provenId, boolean damaged) {

	/** The client has made its id itself, or the server has accepted what it sent. */
	static final Lineage OWN = new Lineage(Long.MAX_VALUE, false);

	/** The server has to be asked first. */
	static final Lineage DAMAGED = new Lineage(0, true);

}
