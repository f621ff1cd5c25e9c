package dev.syncedstore.sample.battleship;

/**
 * Begin another round.
 *
 * @param round the round that is over
 */
public record Rematch(int round) {
}
