package dev.syncedstore.benchmarks.engine;

import java.util.SplittableRandom;

/**
 * Edits of items that are drawn uniformly, the same for the same seed. Not thread-safe.
 */
final class Edits {

	private static final String PADDING = "-the-rest-of-a-text-that-makes-an-item-about-120-bytes-long-in-json";

	private final SplittableRandom random;

	private final int items;

	/**
	 * @param seed what the edits depend on
	 * @param items how many there are
	 */
	Edits(long seed, int items) {
		this.random = new SplittableRandom(seed);
		this.items = items;
	}

	EditItem next() {
		return of(this.random.nextInt(this.items), this.random.nextInt(1_000_000));
	}

	/** The edit that makes an item, or changes it. */
	static EditItem of(int item, int variant) {
		return new EditItem(id(item), variant + PADDING);
	}

	static String id(int item) {
		return "item-" + (10_000_000 + item);
	}

	/** As it goes over the wire. Nothing in it has to be escaped. */
	static String json(EditItem edit) {
		return "{\"id\":\"" + edit.id() + "\",\"text\":\"" + edit.text() + "\"}";
	}

}
