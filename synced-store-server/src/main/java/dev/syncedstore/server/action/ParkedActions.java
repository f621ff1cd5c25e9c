package dev.syncedstore.server.action;

import java.util.List;

/**
 * The enqueued actions that were tried in vain as often as they may be. They are kept for
 * operators, who look at them, and let them run again once the reason is gone.
 * Thread-safe.
 */
public interface ParkedActions {

	/**
	 * Look at some, a page at a time.
	 * @param afterId the id of the last one of the page before, or 0
	 * @param limit the most of them
	 * @return the next ones, in the order of their ids
	 */
	List<ParkedAction> list(long afterId, int limit);

	/**
	 * Let one run again, as if it had just been enqueued.
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
