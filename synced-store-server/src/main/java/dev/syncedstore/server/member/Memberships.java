package dev.syncedstore.server.member;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Member;
import org.jspecify.annotations.Nullable;

/**
 * Lets server code say who is in spaces that have members. Nobody's rights are asked for.
 * Changes are mutations like all others: each is a commit of its own, poked to every
 * subscriber; inside a transaction of the caller's it is stored with that and happens
 * after its commit, as with {@link dev.syncedstore.server.SyncedStores#mutate}.
 * Thread-safe.
 */
public interface Memberships {

	/**
	 * Let a user in, or back in. Who is in with this role already stays so.
	 * @param space the space, which is created without an owner if it does not exist
	 * @param userId the user
	 * @param role the user's role, such as
	 * {@link dev.syncedstore.core.member.Members#EDITOR}
	 * @return completed once it is durable; fails with
	 * {@link dev.syncedstore.core.MutationRejectedException} if the user has another role
	 * there, there is no such role, or a hook refuses, and with
	 * {@link dev.syncedstore.server.StoreUnavailableException} if it could not be
	 * processed
	 */
	CompletableFuture<@Nullable Void> add(SpaceId space, String userId, String role);

	/**
	 * Give a member another role, also the last owner.
	 * @param space the space
	 * @param userId the user
	 * @param role the new role
	 * @return as for {@link #add}; the mutation is rejected if the user is not in the
	 * space
	 */
	CompletableFuture<@Nullable Void> setRole(SpaceId space, String userId, String role);

	/**
	 * Take a user's access away, also the last owner's. The user's subscriptions end, and
	 * nothing of this commit or a later one gets to the user. Who is not in the space
	 * stays so.
	 * @param space the space
	 * @param userId the user
	 * @return as for {@link #add}
	 */
	CompletableFuture<@Nullable Void> remove(SpaceId space, String userId);

	/**
	 * Those who are in a space.
	 * @param space the space
	 * @return the members by their user ids, in the order of these
	 * @throws dev.syncedstore.server.StoreUnavailableException if the database could not
	 * be reached
	 */
	Map<String, Member> list(SpaceId space);

	/**
	 * Somebody who is in a space.
	 * @param space the space
	 * @param userId the user
	 * @return the member, or empty if the user is not in the space
	 * @throws dev.syncedstore.server.StoreUnavailableException if the database could not
	 * be reached
	 */
	Optional<Member> find(SpaceId space, String userId);

}
