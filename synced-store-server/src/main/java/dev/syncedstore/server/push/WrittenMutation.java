package dev.syncedstore.server.push;

import org.jspecify.annotations.Nullable;

/**
 * What became of a mutation of server code, once that is durable.
 *
 * @param version the version that it has taken
 * @param code why it was rejected, for programs, or {@code null} if it was applied
 * @param message why it was rejected, for people, or {@code null}
 */
public record WrittenMutation(long version, @Nullable String code, @Nullable String message) {
}
