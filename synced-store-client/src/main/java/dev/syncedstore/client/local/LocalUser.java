package dev.syncedstore.client.local;

import org.jspecify.annotations.Nullable;

/**
 * For whom the local store is.
 *
 * @param userId the user's id, or {@code null} as long as nobody knows it
 * @param certain whether the server or the application has said so; otherwise it was
 * guessed from the credentials
 */
public record LocalUser(@Nullable String userId, boolean certain) {

	/** Nobody knows. */
	public static final LocalUser UNKNOWN = new LocalUser(null, false);

	/**
	 * The user as requests name it.
	 * @return the user's id, or {@code null} before it is certain
	 */
	public @Nullable String onRequests() {
		return this.certain ? this.userId : null;
	}

}
