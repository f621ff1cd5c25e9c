package dev.syncedstore.core.rebase;

/**
 * What to do with a delta that came unasked.
 */
public enum DeltaFit {

	/** It continues the base: apply it. */
	APPLY,

	/** It says nothing that the base doesn't have already. */
	IGNORE,

	/** It can't be joined to the base: ask the server. */
	PULL

}
