package dev.syncedstore.server.poke;

import dev.syncedstore.core.protocol.ProblemCode;

/**
 * The end of a subscription that a transport holds. Called by one thread at a time, in
 * the order of versions; must neither block nor throw.
 */
public interface PokeReceiver {

	/**
	 * Something to tell the client.
	 * @param poke the message
	 */
	void poked(Poke poke);

	/**
	 * The subscription was refused or has ended; nothing follows.
	 * @param code why, for programs
	 * @param detail why, for people
	 */
	void ended(ProblemCode code, String detail);

}
