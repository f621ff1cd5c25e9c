package dev.syncedstore.sample.member;

/**
 * Let an invitation hold no more.
 *
 * @param token that of the invitation
 */
public record Revoke(String token) {
}
