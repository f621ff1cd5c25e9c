package dev.syncedstore.benchmarks.server;

/**
 * What benchmarks store.
 *
 * @param text some text
 */
public record Item(String text) {
}
