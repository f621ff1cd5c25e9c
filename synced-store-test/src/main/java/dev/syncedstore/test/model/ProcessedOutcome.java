package dev.syncedstore.test.model;

import org.jspecify.annotations.Nullable;

/**
 * What became of a mutation.
 *
 * @param version the version it took
 * @param code why it was rejected, or {@code null} if it was applied
 */
public record ProcessedOutcome(long version, @Nullable String code) {
}
