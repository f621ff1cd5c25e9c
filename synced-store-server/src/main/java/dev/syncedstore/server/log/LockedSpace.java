package dev.syncedstore.server.log;

import java.util.Collection;
import java.util.Set;

/**
 * A space that is locked for changing.
 */
public interface LockedSpace extends SpaceSnapshot {

	/**
	 * Remove mutations that were stored with a transaction of the application's, because
	 * their effects are about to be committed.
	 * @param ids their ids
	 * @return which of them were there; the others have been run already
	 */
	Set<Long> takeDeferred(Collection<Long> ids);

	/**
	 * Write a commit. At most once a transaction.
	 * @param commit what to write
	 */
	void append(SpaceCommit commit);

}
