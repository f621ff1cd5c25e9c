package dev.syncedstore.server.assistant;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some entries of a table.
 *
 * @param epoch names the space's unbroken history
 * @param version the version that they are of
 * @param entries the entries, by key
 * @param next the key after which there may be more, or {@code null} if there are none
 */
public record TablePage(String epoch, long version, List<EntryState> entries, @Nullable String next) {
}
