package dev.syncedstore.sample.battleship;

/**
 * How far a round has come.
 */
public enum Phase {

	/** Players join and place their fleets. */
	PLACING,

	/** They fire in turns. */
	PLAYING,

	/** One has won; both fleets are shown. */
	OVER

}
