package dev.syncedstore.benchmarks.server;

/**
 * Store an item.
 *
 * @param id its key
 * @param text its text
 */
public record Put(String id, String text) {
}
