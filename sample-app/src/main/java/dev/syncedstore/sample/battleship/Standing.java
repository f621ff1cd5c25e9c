package dev.syncedstore.sample.battleship;

/**
 * How often somebody has won and lost, in all games.
 *
 * @param won the victories
 * @param lost the defeats
 */
public record Standing(int won, int lost) {

	/** Before the first game. */
	static final Standing NONE = new Standing(0, 0);

	Standing oneMoreWon() {
		return new Standing(this.won + 1, this.lost);
	}

	Standing oneMoreLost() {
		return new Standing(this.won, this.lost + 1);
	}

}
