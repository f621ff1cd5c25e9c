package dev.syncedstore.server.access;

import org.jspecify.annotations.Nullable;

/**
 * Maps requests to users. Define a bean of this type where the name of the principal is
 * not what should identify a user, or where an application doesn't use Spring Security.
 * Called concurrently.
 */
@FunctionalInterface
public interface UserIdResolver {

	/**
	 * The user who sent a request.
	 * @param request what the request says about its sender
	 * @return the user's id, of 1 to 255 bytes of UTF-8 without {@code /} and control
	 * characters, or {@code null} if nobody is signed in
	 */
	@Nullable String resolveUserId(RequestCredentials request);

}
