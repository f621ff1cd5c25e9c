package dev.syncedstore.sample.todo;

/**
 * What a user keeps to themselves.
 *
 * @param text the note
 */
public record Note(String text) {
}
