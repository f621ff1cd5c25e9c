package dev.syncedstore.benchmarks.engine;

/**
 * What the spaces of the comparisons consist of. About 120 bytes as JSON.
 *
 * @param text some text
 * @param done whether something has been done
 * @param edits how often it was edited
 */
public record Item(String text, boolean done, int edits) {

	/** What is edited where there is nothing yet. */
	public static final Item NONE = new Item("", false, 0);

	/**
	 * The logic of the mutator, for both sides.
	 * @param text the new text
	 * @return the item after it
	 */
	public Item edited(String text) {
		return new Item(text, !this.done, this.edits + 1);
	}

}
