package dev.syncedstore.teavm.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The shapes of an application's values and of its actions' arguments. Generated.
 */
@FunctionalInterface
public interface ShapeSource {

	/**
	 * The shape of a type.
	 * @param type the type
	 * @return its shape, or {@code null} for an unknown type
	 */
	@Nullable Shape find(Class<?> type);

	/**
	 * The shape of a type that there must be.
	 * @param type the type
	 * @return its shape
	 */
	default Shape get(Class<?> type) {
		Shape found = find(type);
		if (found == null) {
			throw new IllegalStateException("Nothing was generated for " + type.getName()
					+ ": name its table or action by a constant of a class that the mutators use");
		}
		return found;
	}

}
