package dev.syncedstore.benchmarks.server;

/**
 * Store many items at once: {@code k0}, {@code k1} and so on.
 *
 * @param from the number of the first one
 * @param count how many
 * @param text the text of all of them, after their number
 */
public record Fill(int from, int count, String text) {
}
