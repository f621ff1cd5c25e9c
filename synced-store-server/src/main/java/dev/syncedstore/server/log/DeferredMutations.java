package dev.syncedstore.server.log;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Mutations that server code made inside a transaction of the application's: stored with
 * that transaction, until they have run. Thread-safe.
 */
public interface DeferredMutations {

	/**
	 * Whether the calling thread is in a transaction that mutations can be stored with.
	 * @return {@code true} if it is
	 */
	boolean isInTransaction();

	/**
	 * Store a mutation with the caller's transaction.
	 * @param mutation the mutation, whose id is not known yet
	 * @param committed is told its id after the commit
	 * @param rolledBack is called if the transaction doesn't commit
	 */
	void store(DeferredMutation mutation, LongConsumer committed, Runnable rolledBack);

	/**
	 * Mutations that have not run, although their transactions have committed.
	 * @param minAge only those that were stored so long ago
	 * @param limit the largest number
	 * @return the oldest ones, in the order they were stored
	 */
	List<DeferredMutation> waiting(Duration minAge, int limit);

}
