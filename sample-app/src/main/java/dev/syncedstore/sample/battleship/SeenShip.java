package dev.syncedstore.sample.battleship;

/**
 * A ship that everybody may see: because it was sunk, or because the round is over.
 *
 * @param kind what it is
 * @param bow its topmost or leftmost cell, such as {@code B4}
 * @param vertical whether it lies from top to bottom, and not from left to right
 * @param sunk whether it was sunk
 */
public record SeenShip(ShipKind kind, String bow, boolean vertical, boolean sunk) {
}
