package dev.syncedstore.server.log;

import dev.syncedstore.core.MutationSource;

/**
 * A mutation that another space has sent, and that waits to be processed.
 *
 * @param id its id, in the order of sending
 * @param source where it comes from, and in whose name it runs
 * @param mutator the mutator to run
 * @param args its arguments as JSON text
 * @param schemaVersion under which version of the schema of the space that it is for it
 * was made, 0 if that is not known
 * @param hops over how many spaces it comes
 * @param isOld whether it has waited for so long that no deploy explains a mutator that
 * is not known
 */
public record Delivery(long id, MutationSource source, String mutator, String args, int schemaVersion, int hops,
		boolean isOld) {

	/** What a deploy may take, in minutes. */
	public static final int OLD_MINUTES = 10;

	/**
	 * In whose name it runs.
	 * @return the user
	 */
	public String userId() {
		return this.source.userId();
	}

}
