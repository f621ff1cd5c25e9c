package dev.syncedstore.server.log;

/**
 * Which changes of a space to read.
 *
 * @param userId who may see them
 * @param after where to begin, itself excluded
 * @param deletionsAfter deletions up to this version are left out
 * @param maxBytes about how much to read; one change is read in any case
 */
public record ChangeQuery(String userId, ChangePosition after, long deletionsAfter, int maxBytes) {
}
