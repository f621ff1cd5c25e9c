package dev.syncedstore.sample.todo;

/**
 * What only the server knows: how many prizes there are left.
 */
// tag::port[]
public interface PrizeStock {

	/**
	 * Take one.
	 * @param prizeId which prize
	 * @return whether there was one
	 */
	boolean take(String prizeId);

}
// end::port[]
