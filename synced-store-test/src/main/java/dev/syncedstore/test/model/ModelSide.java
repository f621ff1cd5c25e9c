package dev.syncedstore.test.model;

/**
 * Where a mutator runs on a model, and for whom.
 *
 * @param userId the user
 * @param isServer whether it runs with authority
 */
public record ModelSide(String userId, boolean isServer) {

	/**
	 * On the server.
	 * @param userId the user
	 * @return the side
	 */
	public static ModelSide server(String userId) {
		return new ModelSide(userId, true);
	}

	/**
	 * On a client.
	 * @param userId the user
	 * @return the side
	 */
	public static ModelSide client(String userId) {
		return new ModelSide(userId, false);
	}

}
