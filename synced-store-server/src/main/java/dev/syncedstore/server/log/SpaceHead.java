package dev.syncedstore.server.log;

import org.jspecify.annotations.Nullable;

/**
 * Where a space is.
 *
 * @param rowId the key of the space's row; 0 for a space that does not exist yet
 * @param epoch names the unbroken history
 * @param version the number of processed mutations
 * @param checkpoint the token of the last commit, or {@code null} at version 0
 * @param horizon the highest version up to which traces of deleted entries are gone
 */
public record SpaceHead(long rowId, String epoch, long version, @Nullable String checkpoint, long horizon) {

	/**
	 * Whether the space exists.
	 * @return {@code false} before its first push
	 */
	public boolean exists() {
		return this.rowId != 0;
	}

}
