package dev.syncedstore.client;

/**
 * Whether a store is in touch with its server. Reading and mutating work in every status.
 */
public enum ConnectionStatus {

	/** The first attempt, or the first one after being offline, is under way. */
	CONNECTING,

	/** What others do arrives, and what is done here leaves. */
	CONNECTED,

	/** Offline on purpose, or the server can't be reached; the client keeps trying. */
	DISCONNECTED

}
