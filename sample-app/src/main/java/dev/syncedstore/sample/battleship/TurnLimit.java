package dev.syncedstore.sample.battleship;

/**
 * How long a turn may take.
 *
 * @param millis who has not fired by then has lost
 */
public record TurnLimit(long millis) {
}
