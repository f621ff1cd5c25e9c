package dev.syncedstore.server.log;

/**
 * What a space has, or by how much a commit changes that.
 *
 * @param entries the entries that are not deleted
 * @param bytes the bytes of their keys, as they are on the wire, and values, in UTF-8
 */
public record SpaceSize(long entries, long bytes) {

	/** Nothing. */
	public static final SpaceSize NONE = new SpaceSize(0, 0);

	/**
	 * The sum of two.
	 * @param other the other
	 * @return the sum
	 */
	public SpaceSize plus(SpaceSize other) {
		return new SpaceSize(this.entries + other.entries, this.bytes + other.bytes);
	}

	/**
	 * The difference of two.
	 * @param other the other
	 * @return the difference
	 */
	public SpaceSize minus(SpaceSize other) {
		return new SpaceSize(this.entries - other.entries, this.bytes - other.bytes);
	}

}
