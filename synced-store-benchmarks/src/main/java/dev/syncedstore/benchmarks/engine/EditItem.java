package dev.syncedstore.benchmarks.engine;

/**
 * Give an item another text.
 *
 * @param id which one
 * @param text its text
 */
public record EditItem(String id, String text) {
}
