package dev.syncedstore.server.access;

/**
 * What a user may be allowed to do with a space.
 */
public enum SpaceOperation {

	/** Read it: pull and subscribe. Pushing needs this, too. */
	OPEN,

	/** Change it by mutations. */
	WRITE,

	/** Bring it into being by the first push. */
	CREATE,

	/** Call its actions, which may do there whatever they are written to do. */
	CALL

}
