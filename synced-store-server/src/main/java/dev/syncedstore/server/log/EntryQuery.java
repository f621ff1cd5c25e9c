package dev.syncedstore.server.log;

/**
 * Which entries of a space to read, of every visibility.
 *
 * @param after the last key that was read before, as on the wire; empty to begin
 * @param upToVersion entries that were changed later are left out
 * @param limit the most entries
 * @param maxBytes about how many bytes they may take together
 */
public record EntryQuery(String after, long upToVersion, int limit, long maxBytes) {
}
