package dev.syncedstore.sample.battleship;

import org.jspecify.annotations.Nullable;

/**
 * A shot at one cell.
 *
 * @param number counts the shots of the round, from 1
 * @param outcome what it has done, or {@code null} while it is in flight: as long as the
 * server, which alone sees where the ships are, has not run the mutation
 */
public record Shot(int number, @Nullable Outcome outcome) {
}
