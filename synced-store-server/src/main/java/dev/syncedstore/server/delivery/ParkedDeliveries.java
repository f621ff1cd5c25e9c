package dev.syncedstore.server.delivery;

import java.util.List;

/**
 * The mutations that spaces have sent to others, and that were rejected there. Nobody
 * waits for them, so they are kept for operators, who look at them, and let them run
 * again once the reason is gone. Thread-safe.
 */
public interface ParkedDeliveries {

	/**
	 * Look at some, a page at a time.
	 * @param afterId the id of the last one of the page before, or 0
	 * @param limit the most of them
	 * @return the next ones, in the order of their ids
	 */
	List<ParkedDelivery> list(long afterId, int limit);

	/**
	 * Let one run again, within some seconds. What was sent after it may have run
	 * already.
	 * @param id its id
	 * @return whether it was parked
	 */
	boolean retry(long id);

	/**
	 * Forget one.
	 * @param id its id
	 * @return whether it was parked
	 */
	boolean discard(long id);

}
