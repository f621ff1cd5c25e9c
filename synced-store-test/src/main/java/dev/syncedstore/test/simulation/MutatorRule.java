package dev.syncedstore.test.simulation;

/**
 * What a mutator should not do, and may do all the same where its author says so, by
 * {@link MutatorCheck#allowing}.
 */
public enum MutatorRule {

	/**
	 * Undo itself when it is called twice: whoever flips what somebody else has just
	 * flipped, too, gets the opposite of what they saw. Say what it shall be instead.
	 */
	NO_TOGGLING,

	/** Fail with an exception that is no refusal. */
	NO_FAILURES,

	/**
	 * Copy what is private to another user, or the server's own, to where more can read
	 * it. Publishing one's own is no leak.
	 */
	NO_LEAKS,

	/** Change its arguments or what it has read: the change is lost. */
	NO_CHANGED_READS,

	/**
	 * Do something else on the same entries with the same arguments: on a second run, or
	 * on another machine, where clocks, dice, static state and the order of hash tables
	 * differ.
	 */
	DETERMINISTIC

}
