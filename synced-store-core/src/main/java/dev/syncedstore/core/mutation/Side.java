package dev.syncedstore.core.mutation;

/**
 * Where code runs, and for whom.
 *
 * @param userId the user on whose behalf it runs
 * @param isServer whether it runs on the server
 */
public record Side(String userId, boolean isServer) {
}
