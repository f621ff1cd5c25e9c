package dev.syncedstore.sample.battleship;

/**
 * End a turn, unless it was taken in time.
 *
 * @param round the round
 * @param shots how many shots of the round had been fired when the turn began, which no
 * other turn has
 */
public record EndTurn(int round, int shots) {
}
