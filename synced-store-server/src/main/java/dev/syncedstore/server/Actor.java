package dev.syncedstore.server;

import java.nio.charset.StandardCharsets;

/**
 * In whose name server code changes a space.
 *
 * @param userId what mutators see as their user
 */
public record Actor(String userId) {

	/** The user id that stands for the server itself. Nobody can sign in with it. */
	public static final String SYSTEM_USER_ID = "$system";

	private static final int MAX_BYTES = 255;

	private static final Actor SYSTEM = new Actor(SYSTEM_USER_ID);

	public Actor {
		if (userId.isEmpty() || userId.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES || userId.indexOf('/') >= 0
				|| userId.codePoints().anyMatch(Actor::isRefused)) {
			throw new IllegalArgumentException("'" + userId
					+ "' is not a user id: it must be 1 to 255 bytes of UTF-8 without '/' and control characters");
		}
	}

	/**
	 * A user.
	 * @param userId the user's id
	 * @return the actor
	 */
	public static Actor user(String userId) {
		return new Actor(userId);
	}

	/**
	 * The server itself, for jobs and webhooks that act for nobody.
	 * @return the actor, whose user id is {@value #SYSTEM_USER_ID}
	 */
	public static Actor system() {
		return SYSTEM;
	}

	private static boolean isRefused(int character) {
		return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
	}

}
