package dev.syncedstore.sample.battleship;

import jakarta.validation.constraints.Size;

/**
 * Fire at the other player's sea.
 *
 * @param round the round that the shot is meant for: one that was fired without a network
 * must not hit a fleet that was placed later
 * @param cell where, such as {@code B4}
 */
public record Fire(int round, @Size(max = 3) String cell) {
}
