package dev.syncedstore.core;

/**
 * What a migration reads and changes besides the entry that it is about: as a mutator
 * does, but in nobody's name and without a way to refuse. On a client it reaches what the
 * client has.
 */
public interface MigrationContext extends WriteScope {

	/**
	 * The private tables of one user.
	 * @param userId the owner
	 * @return the owner's tables
	 */
	WriteScope privateOfUser(String userId);

	/**
	 * The tables that never leave the server.
	 * @return the server-only tables
	 */
	WriteScope serverOnly();

}
