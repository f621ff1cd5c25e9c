package dev.syncedstore.sample.todo;

/**
 * The numbers of a list.
 *
 * @param todos how many todos there are
 * @param completed how many of them are done
 * @param audited how many changes the server has recorded
 */
public record ListStats(int todos, int completed, int audited) {
}
