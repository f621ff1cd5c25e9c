package dev.syncedstore.server;

/**
 * In whose name server code changes a space.
 *
 * @param userId what mutators see as their user
 */
public record Actor(String userId) {

	/** The user id that stands for the server itself. Nobody can sign in with it. */
	public static final String SYSTEM_USER_ID = "$system";

	private static final Actor SYSTEM = new Actor(SYSTEM_USER_ID);

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

}
