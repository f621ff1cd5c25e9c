package dev.syncedstore.server.access;

import dev.syncedstore.core.SpaceId;

/**
 * Tells all nodes that what a {@link SpaceAccessPolicy} says has changed, for another
 * reason than a commit of the space: inject it where memberships are edited.
 * <pre class="code">
 * &#64;Transactional
 * void removeMember(SpaceId list, String userId) {
 *     this.members.deleteByListAndUser(list, userId);
 *     this.accessChanges.changed(list, userId);
 * }</pre> Inside a transaction it takes effect after the commit, and not at all after a
 * rollback. On this node what was decided before counts no more once a call has returned,
 * or the transaction has committed, and who is connected is asked about at once. Other
 * nodes hear of it within milliseconds; where notifications are lost or not listened for,
 * they find out within {@code synced-store.access.recheck}. Thread-safe; neither blocks
 * nor fails.
 */
public interface AccessChanges {

	/**
	 * What a user may do in a space has changed.
	 * @param space the space
	 * @param userId the user
	 */
	void changed(SpaceId space, String userId);

	/**
	 * What users may do in a space has changed.
	 * @param space the space
	 */
	void changed(SpaceId space);

	/**
	 * What a user may do has changed, in any number of spaces.
	 * @param userId the user
	 */
	void changedEverywhere(String userId);

}
