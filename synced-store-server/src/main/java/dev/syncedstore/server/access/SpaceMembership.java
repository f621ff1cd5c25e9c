package dev.syncedstore.server.access;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.AccessDecisions.Access;
import dev.syncedstore.server.log.CommittedBatch;

/**
 * Decides about spaces whose own entries say who may do what there. Unlike a policy it
 * follows their commits, so that it can mostly say at once what it thinks after any of
 * them, without asking the database. Thread-safe.
 */
public interface SpaceMembership {

	/**
	 * Whether it decides about a space.
	 * @param space the space
	 * @return {@code false} if the policy does
	 */
	boolean manages(SpaceId space);

	/**
	 * Whether a user may do something. May ask the database.
	 * @param space the space
	 * @param userId the user
	 * @param operation what the user wants to do
	 * @return whether the user may
	 * @throws RuntimeException if the database could not be reached
	 */
	boolean allows(SpaceId space, String userId, SpaceOperation operation);

	/**
	 * Whether a user may open a space as it is after a commit, or after a later one.
	 * Doesn't wait.
	 * @param space the space
	 * @param userId the user
	 * @param epoch the space's epoch
	 * @param version the last version of the commit
	 * @return unknown if the database has to be asked
	 */
	Access allowsAfter(SpaceId space, String userId, String epoch, long version);

	/**
	 * A batch has been committed, here or elsewhere. May come late, again or out of
	 * order; doesn't wait.
	 * @param batch what it did
	 */
	void committed(CommittedBatch batch);

	/**
	 * A space is said to be somewhere; doesn't wait.
	 * @param space the space
	 * @param epoch its epoch
	 * @param version the version it has reached
	 */
	void heard(SpaceId space, String epoch, long version);

}
