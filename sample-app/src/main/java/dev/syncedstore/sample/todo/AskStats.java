package dev.syncedstore.sample.todo;

/**
 * Ask for the numbers of a list.
 */
public record AskStats() {
}
