package dev.syncedstore.core.rebase;

import org.jspecify.annotations.Nullable;

/**
 * Names one moment of one unbroken history, as a hash names a commit.
 *
 * @param epoch names the history
 * @param version the version, which is the last one of a commit
 * @param checkpoint the token of that commit; {@code null} at version 0
 */
public record HistoryPoint(String epoch, long version, @Nullable String checkpoint) {
}
