package dev.syncedstore.sample.battleship;

/**
 * Give up.
 *
 * @param round the round that is given up
 */
public record Resign(int round) {
}
