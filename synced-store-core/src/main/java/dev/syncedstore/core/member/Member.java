package dev.syncedstore.core.member;

import org.jspecify.annotations.Nullable;

/**
 * What a space knows of one user who is in it, or was.
 *
 * @param role what the user may do there, such as {@link Members#EDITOR}
 * @param joined since when, in milliseconds since 1970 by the server's clock
 * @param removed when the user was removed, or {@code null} for who is in the space
 */
public record Member(String role, long joined, @Nullable Long removed) {

	/**
	 * Whether the user is in the space.
	 * @return {@code false} after the user was removed
	 */
	public boolean isIn() {
		return this.removed == null;
	}

}
