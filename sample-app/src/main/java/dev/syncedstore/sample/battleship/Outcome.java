package dev.syncedstore.sample.battleship;

/**
 * What a shot has done.
 */
public enum Outcome {

	MISS, HIT,

	/** It was the last one that its ship could take. */
	SUNK

}
