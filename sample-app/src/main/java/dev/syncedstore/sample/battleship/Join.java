package dev.syncedstore.sample.battleship;

/**
 * Take one of the two seats.
 */
public record Join() {
}
