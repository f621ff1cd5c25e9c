package dev.syncedstore.server;

/**
 * How much of a space is brought to another version of its schema at a time.
 *
 * @param inlineEntries a space with at most so many entries is brought there in one
 * commit, by whoever asks for it first
 * @param stepEntries how many entries of a larger one are read for each commit, in the
 * background
 */
public record MigrationLimits(int inlineEntries, int stepEntries) {

	private static final int INLINE_ENTRIES = 5_000;

	private static final int STEP_ENTRIES = 1_000;

	private static final int INLINE_BYTES = 16 << 20;

	private static final int STEP_BYTES = 4 << 20;

	public MigrationLimits {
		if (inlineEntries < 0 || stepEntries < 1) {
			throw new IllegalArgumentException("A step of a migration must have at least one entry");
		}
	}

	/**
	 * What nobody notices.
	 * @return the limits
	 */
	public static MigrationLimits defaults() {
		return new MigrationLimits(INLINE_ENTRIES, STEP_ENTRIES);
	}

	/**
	 * How many bytes are read in one commit at most.
	 * @return the number, about
	 */
	public long inlineBytes() {
		return INLINE_BYTES;
	}

	/**
	 * How many bytes are read for each commit of a larger space.
	 * @return the number, about
	 */
	public long stepBytes() {
		return STEP_BYTES;
	}

}
