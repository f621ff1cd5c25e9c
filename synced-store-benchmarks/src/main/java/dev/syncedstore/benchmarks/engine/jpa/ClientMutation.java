package dev.syncedstore.benchmarks.engine.jpa;

/**
 * Whose mutation it is, and which.
 *
 * @param userId the user
 * @param clientId the client
 * @param id the number that the client gave it
 */
public record ClientMutation(String userId, String clientId, long id) {
}
