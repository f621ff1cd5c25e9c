package dev.syncedstore.server.log;

/**
 * Is told of commits after they are durable. For one space the calls come one at a time,
 * in the order of versions, on the thread that committed; so they must be short and must
 * not throw.
 */
@FunctionalInterface
public interface CommitListener {

	/**
	 * A batch has been committed.
	 * @param batch what it did
	 */
	void committed(CommittedBatch batch);

}
