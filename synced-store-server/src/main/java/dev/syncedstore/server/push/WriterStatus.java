package dev.syncedstore.server.push;

/**
 * What the writers of a node have before them, and what they remember.
 *
 * @param spaces the spaces that something waits for, or that are being written
 * @param waitingMutations the mutations that wait
 * @param waitingBytes about how large they are
 * @param cachedSpaces the spaces whose entries are cached
 * @param cachedBytes about how large those are
 */
public record WriterStatus(int spaces, long waitingMutations, long waitingBytes, int cachedSpaces, long cachedBytes) {
}
