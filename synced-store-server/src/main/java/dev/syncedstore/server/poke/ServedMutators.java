package dev.syncedstore.server.poke;

import org.jspecify.annotations.Nullable;

/**
 * Knows the compiled mutators that the server hands out to browsers. Asked for each
 * subscription of a page that has some; thread-safe.
 */
@FunctionalInterface
public interface ServedMutators {

	/** There are none. */
	ServedMutators NONE = (storeType) -> null;

	/**
	 * The hash of the mutators of a store type.
	 * @param storeType the store type
	 * @return their hash, or {@code null} if there are none
	 */
	@Nullable String hash(String storeType);

}
