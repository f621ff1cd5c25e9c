package dev.syncedstore.server;

/**
 * Takes contexts, so that a mutator, and what it calls, finds on the thread of a space's
 * writer what it would find on the thread of its caller. Declared as a bean, it is used
 * besides others. Thread-safe.
 */
@FunctionalInterface
public interface CallerContextSource {

	/**
	 * The context of the calling thread: that of the request that pushes mutations.
	 * @return the context
	 */
	CallerContext current();

	/**
	 * The context for a mutation of server code. It may be run much later, by another
	 * node, so whatever has to be right then is made of the actor alone.
	 * @param actor in whose name it is made
	 * @return the context, by default that of the calling thread
	 */
	default CallerContext of(Actor actor) {
		return current();
	}

}
