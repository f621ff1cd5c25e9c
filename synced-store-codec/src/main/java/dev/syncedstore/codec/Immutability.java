package dev.syncedstore.codec;

import java.util.List;

/**
 * Tells the JDK's unmodifiable collections from others.
 */
final class Immutability {

	private static final List<String> UNMODIFIABLE = List.of("java.util.ImmutableCollections$",
			"java.util.Collections$Unmodifiable", "java.util.Collections$Empty", "java.util.Collections$Singleton");

	private Immutability() {
	}

	/**
	 * Whether a collection can't be changed through itself.
	 * @param collection a list or map
	 * @return {@code false} if it can, or if that is not known
	 */
	static boolean isUnmodifiable(Object collection) {
		String type = collection.getClass().getName();
		return UNMODIFIABLE.stream().anyMatch(type::startsWith);
	}

}
