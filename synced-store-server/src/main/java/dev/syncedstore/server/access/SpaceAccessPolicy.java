package dev.syncedstore.server.access;

import dev.syncedstore.core.SpaceId;

/**
 * Decides what users may do. Define a bean of this type to replace the default, which
 * allows everything to every authenticated user. Nobody anonymous is ever asked about.
 * <p>
 * Called on request threads and on those that send pokes, concurrently, outside of any
 * transaction; again and again while a user is connected, so that access that is taken
 * away ends soon. If it throws, access is denied for the moment.
 */
@FunctionalInterface
public interface SpaceAccessPolicy {

	/** Allows everything to every authenticated user. */
	SpaceAccessPolicy ANY_AUTHENTICATED = (space, userId, operation) -> true;

	/**
	 * Decide about one operation.
	 * @param space the space, which may not exist yet
	 * @param userId the user
	 * @param operation what the user wants to do
	 * @return whether the user may
	 */
	boolean allows(SpaceId space, String userId, SpaceOperation operation);

}
