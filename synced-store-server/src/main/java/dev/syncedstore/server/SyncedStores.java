package dev.syncedstore.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * Lets server code, such as webhooks, jobs and admin pages, change and read spaces.
 * Thread-safe.
 */
public interface SyncedStores {

	/**
	 * Run a mutator on a space, which is created if it does not exist. It goes the way of
	 * all mutations: in order, together with those of clients, and poked to every
	 * subscriber. Nobody's access is checked.
	 * <p>
	 * Inside a transaction of the caller's, on the application's entity manager, the
	 * mutation is stored with that transaction and runs after its commit, exactly once,
	 * even if the server crashes in between; if the transaction rolls back, it never
	 * runs. Don't wait for the result inside of the transaction: there it can't come.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param space the space
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param args the arguments
	 * @param actor in whose name
	 * @return completed once the mutation is durable; fails with
	 * {@link dev.syncedstore.core.MutationRejectedException} if it was rejected, and with
	 * {@link StoreUnavailableException} if it could not be processed: then it has had no
	 * effect, unless the connection broke in the middle of the commit
	 * @throws IllegalArgumentException if no such mutator is known, or it belongs to
	 * another store type
	 * @throws dev.syncedstore.core.MutationRejectedException if the arguments can't be
	 * written as JSON
	 */
	<M, A> CompletableFuture<@Nullable Void> mutate(SpaceId space, MutatorMethod<M, A> mutator, A args, Actor actor);

	/**
	 * Read from one moment of a space: everything of it, shared, private and server-only.
	 * The query runs on the caller's thread, in a read-only transaction of its own.
	 * @param <R> the type of the result
	 * @param space the space; one that does not exist is empty
	 * @param query what to read; its context ends with the call
	 * @return what the query returned
	 * @throws StoreUnavailableException if the database could not be reached
	 */
	<R extends @Nullable Object> R read(SpaceId space, Function<ReadContext, R> query);

	/**
	 * Delete a space for ever: its id can't be used again, and if it does not exist yet
	 * it never will. From the moment this is durable nothing of it can be read or
	 * written: clients are told {@code space_deleted}, reject what they have pending and
	 * drop what they have; {@link #mutate} is rejected with the same code. Its rows go
	 * away soon after, in the background. Deleting it again changes nothing.
	 * <p>
	 * What was called before, on this node, happens before. Inside a transaction of the
	 * caller's the deletion is stored with that transaction and happens after its commit,
	 * as with {@link #mutate}. Nobody's access is checked.
	 * @param space the space
	 * @return completed once it is durable; fails with {@link StoreUnavailableException}
	 * if the database could not be reached
	 */
	CompletableFuture<@Nullable Void> delete(SpaceId space);

	/**
	 * Let a space that was deleted begin anew, empty, with another epoch: clients that
	 * were away meanwhile load it anew. Happens at once, also inside a transaction of the
	 * caller's. A space that was not deleted stays as it is.
	 * @param space the space
	 * @return whether it was deleted
	 * @throws StoreUnavailableException if the database could not be reached
	 */
	boolean recreate(SpaceId space);

	/**
	 * Erase what a space has of a user: private entries, the membership, and what is
	 * known of the user's clients, which forget all they have of the space as soon as
	 * they are in contact. Hooks hear of a member who goes. What the user has written for
	 * others to see stays, as that is the application's business. Traces of the erased
	 * entries, their keys without values, go away with those of others, after
	 * {@code synced-store.retention.deletions}. Erasing again changes nothing, so it can
	 * be repeated if it failed.
	 * <p>
	 * Inside a transaction of the caller's it is stored with that transaction and happens
	 * after its commit, as with {@link #mutate}.
	 * @param space the space
	 * @param userId the user
	 * @return completed once it is durable; fails with
	 * {@link dev.syncedstore.core.MutationRejectedException} if a hook refuses, and with
	 * {@link StoreUnavailableException} if the database could not be reached
	 */
	CompletableFuture<@Nullable Void> eraseUser(SpaceId space, String userId);

	/**
	 * Erase what all spaces have of a user, as {@link #eraseUser(SpaceId, String)} does
	 * for one, each by a commit of its own. Waits for the database to find them. Keep the
	 * user from signing in before that, or new things may come to be meanwhile.
	 * @param userId the user
	 * @return completed once all of it is durable; fails if some of it failed
	 */
	CompletableFuture<@Nullable Void> eraseUser(String userId);

	/**
	 * The spaces of a store type that exist, in the order of their instance ids, a page
	 * at a time.
	 * @param storeType the store type
	 * @param after the last space of the page before, or {@code null} for the first page
	 * @param limit the most spaces in a page, up to 10,000
	 * @return the next spaces; fewer than the limit are the last ones
	 * @throws StoreUnavailableException if the database could not be reached
	 */
	List<SpaceId> list(String storeType, @Nullable SpaceId after, int limit);

}
