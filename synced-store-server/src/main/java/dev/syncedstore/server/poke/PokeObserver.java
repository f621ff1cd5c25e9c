package dev.syncedstore.server.poke;

/**
 * Is told what is sent to subscribers, for metrics. Called on whatever thread does it, so
 * implementations are quick, thread-safe and don't throw.
 */
public interface PokeObserver {

	/** Ignores everything. */
	PokeObserver NONE = new PokeObserver() {
	};

	/**
	 * Messages were handed to receivers.
	 * @param storeType the store type
	 * @param receivers how many got one
	 */
	default void delivered(String storeType, int receivers) {
	}

	/**
	 * A receiver could not keep up, so that what waited for it was replaced by an empty
	 * range.
	 */
	default void overflowed() {
	}

}
