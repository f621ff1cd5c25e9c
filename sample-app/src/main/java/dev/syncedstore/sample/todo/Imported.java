package dev.syncedstore.sample.todo;

/**
 * What became of an import.
 *
 * @param count how many todos were added
 */
public record Imported(int count) {
}
