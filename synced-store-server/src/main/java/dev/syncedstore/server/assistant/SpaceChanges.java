package dev.syncedstore.server.assistant;

import java.util.List;

/**
 * What has changed in a space, as far as a user may see it.
 *
 * @param epoch names the space's unbroken history
 * @param version up to where
 * @param reset whether what was known before counts no more, so that tables are to be
 * read anew: the history is another one, or goes too far back, or too much has changed
 * @param entries the present states of what has changed
 */
public record SpaceChanges(String epoch, long version, boolean reset, List<EntryState> entries) {
}
