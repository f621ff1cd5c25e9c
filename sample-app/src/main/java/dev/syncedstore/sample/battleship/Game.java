package dev.syncedstore.sample.battleship;

import org.jspecify.annotations.Nullable;

/**
 * How the game stands.
 *
 * @param round counts the rounds, from 1
 * @param phase how far the round has come
 * @param turn whose turn it is, or {@code null} if nobody's: also on a client that has
 * placed the second fleet, until the server has drawn who begins. After the battle, who
 * has run out of time, if that is why it is over
 * @param winner who has won, or {@code null}
 * @param turnEnds when the turn ends by the server's clock, in milliseconds of the epoch,
 * or {@code null} as long as the server has not said so
 */
public record Game(int round, Phase phase, @Nullable String turn, @Nullable String winner, @Nullable Long turnEnds) {

	/** Before anybody has joined. */
	static final Game FRESH = new Game(1, Phase.PLACING, null, null, null);

	Game playing(@Nullable String next) {
		return new Game(this.round, Phase.PLAYING, next, null, null);
	}

	Game until(long ends) {
		return new Game(this.round, this.phase, this.turn, this.winner, ends);
	}

	Game wonBy(String user) {
		return new Game(this.round, Phase.OVER, null, user, null);
	}

	Game wonInTimeBy(String user) {
		return new Game(this.round, Phase.OVER, this.turn, user, null);
	}

	Game nextRound() {
		return new Game(this.round + 1, Phase.PLACING, null, null, null);
	}

}
