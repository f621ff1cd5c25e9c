package dev.syncedstore.server.poke;

/**
 * A running subscription, for the transport to end.
 */
@FunctionalInterface
public interface PokeHandle {

	/**
	 * End the subscription. What is being delivered at this moment may still arrive;
	 * nothing after it does. Calling it again, or after the end, does nothing.
	 */
	void close();

}
