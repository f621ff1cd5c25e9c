package dev.syncedstore.server.nodes;

/**
 * Is told of the news between nodes, for metrics. Called on the threads that send and
 * hear news, so implementations are quick and don't throw.
 */
public interface NewsObserver {

	/** Ignores everything. */
	NewsObserver NONE = new NewsObserver() {
	};

	/**
	 * One notification was sent.
	 * @param news how many spaces and changes of access it tells of
	 */
	default void sent(int news) {
	}

	/**
	 * One notification of another node was heard.
	 * @param news how many spaces and changes of access it tells of
	 */
	default void heard(int news) {
	}

	/**
	 * The connection that news are heard by was lost, or could not be opened.
	 */
	default void lost() {
	}

}
