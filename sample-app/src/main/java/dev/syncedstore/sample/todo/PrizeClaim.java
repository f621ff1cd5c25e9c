package dev.syncedstore.sample.todo;

/**
 * A prize that somebody has.
 *
 * @param user who has it
 */
public record PrizeClaim(String user) {
}
