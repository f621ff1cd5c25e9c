package dev.syncedstore.server.log;

import dev.syncedstore.core.state.KeyOrder;

/**
 * A place among the changes of a space, which are ordered by version, then by key.
 *
 * @param version the version
 * @param key the key on the wire
 */
public record ChangePosition(long version, String key) implements Comparable<ChangePosition> {

	/**
	 * The place behind all changes of a version.
	 * @param version the version
	 * @return the position
	 */
	public static ChangePosition endOf(long version) {
		return new ChangePosition(version + 1, "");
	}

	@Override
	public int compareTo(ChangePosition other) {
		int byVersion = Long.compare(this.version, other.version);
		return (byVersion != 0) ? byVersion : KeyOrder.compare(this.key, other.key);
	}

}
