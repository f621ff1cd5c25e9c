package dev.syncedstore.sample.battleship;

/**
 * Who has a seat.
 *
 * @param user the player's user id
 * @param ready whether the player's fleet is placed; where, only its owner can see
 */
public record Player(String user, boolean ready) {
}
