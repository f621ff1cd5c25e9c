package dev.syncedstore.sample.battleship;

import org.jspecify.annotations.Nullable;

/**
 * How the game stands.
 *
 * @param round counts the rounds, from 1
 * @param phase how far the round has come
 * @param turn whose turn it is, or {@code null} if nobody's: also on a client that has
 * placed the second fleet, until the server has drawn who begins
 * @param winner who has won, or {@code null}
 */
public record Game(int round, Phase phase, @Nullable String turn, @Nullable String winner) {

	/** Before anybody has joined. */
	static final Game FRESH = new Game(1, Phase.PLACING, null, null);

	Game playing(@Nullable String next) {
		return new Game(this.round, Phase.PLAYING, next, null);
	}

	Game wonBy(String user) {
		return new Game(this.round, Phase.OVER, null, user);
	}

	Game nextRound() {
		return new Game(this.round + 1, Phase.PLACING, null, null);
	}

}
