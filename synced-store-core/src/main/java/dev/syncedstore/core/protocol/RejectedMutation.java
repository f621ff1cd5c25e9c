package dev.syncedstore.core.protocol;

/**
 * A mutation that was processed without effect, and why.
 *
 * @param clientId the client
 * @param mutationId the mutation's id
 * @param code why, for programs
 * @param message why, for people
 */
public record RejectedMutation(String clientId, long mutationId, String code, String message) {
}
