package dev.syncedstore.server.log;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * A space that is locked for changing.
 */
public interface LockedSpace extends SpaceSnapshot {

	/**
	 * Find mutations that were stored with a transaction of the application's.
	 * @param ids their ids
	 * @return which of them are there; the others have been run already
	 */
	Set<Long> deferred(Collection<Long> ids);

	/**
	 * Remove mutations that were stored with a transaction of the application's, because
	 * their effects are about to be committed.
	 * @param ids their ids
	 * @return which of them were there; the others have been run already
	 */
	Set<Long> takeDeferred(Collection<Long> ids);

	/**
	 * How many clients a user has in this space.
	 * @param userId the user
	 * @return their number
	 */
	default long clientsOf(String userId) {
		return 0;
	}

	/**
	 * Some of the entries, of every visibility, in the order of visibility, owner and
	 * key.
	 * @param query which
	 * @return the entries, at least one if there are any
	 */
	EntryPage entries(EntryQuery query);

	/**
	 * Say that the history so far is broken: give the space another epoch, so that every
	 * client starts again from what the space has now. A space that does not exist is
	 * created.
	 * @param epoch the new epoch, never used before
	 */
	void replaceEpoch(String epoch);

	/**
	 * Delete the space for ever. What is in it can't be read any more and goes away
	 * later, in small steps. Instead of a commit, not besides one.
	 * @param checkpoint the token of this last version
	 * @param at when
	 */
	void delete(String checkpoint, Instant at);

	/**
	 * Write a commit. At most once a transaction.
	 * @param commit what to write
	 */
	void append(SpaceCommit commit);

	/**
	 * From now on the transaction is the application's, too: its services join it, and
	 * what it stores with its transactions is stored with this one.
	 * @param name the name that the transaction has for the application
	 */
	default void share(String name) {
	}

	/**
	 * Write what the application has changed in this transaction and not written yet.
	 */
	default void flush() {
	}

}
