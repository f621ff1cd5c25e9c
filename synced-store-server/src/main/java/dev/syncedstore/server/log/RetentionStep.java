package dev.syncedstore.server.log;

/**
 * What remains to be done after a step of removing what is too old.
 */
public enum RetentionStep {

	/** There may be more to do at once. */
	MORE,

	/** There is nothing to do for now. */
	NOTHING_LEFT,

	/** Somebody else is at it. */
	BUSY_ELSEWHERE

}
