package dev.syncedstore.client;

/**
 * Ends what it was given for, such as a live query or a listener.
 */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

	/**
	 * End it. A call that is under way is not interrupted; none begins later. Twice is
	 * harmless.
	 */
	@Override
	void close();

}
