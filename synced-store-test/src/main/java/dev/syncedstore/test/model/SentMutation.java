package dev.syncedstore.test.model;

import org.jspecify.annotations.Nullable;

/**
 * A mutation as a client sent it.
 *
 * @param userId in whose name
 * @param nonce its nonce, or {@code null} without one
 * @param call what it says
 */
public record SentMutation(String userId, @Nullable String nonce, ModelCall call) {
}
