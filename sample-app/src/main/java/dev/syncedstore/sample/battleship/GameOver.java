package dev.syncedstore.sample.battleship;

/**
 * What a game tells the leaderboard.
 *
 * @param winner who has won
 * @param loser who has not
 */
public record GameOver(String winner, String loser) {
}
