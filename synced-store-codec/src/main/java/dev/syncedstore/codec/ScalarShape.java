package dev.syncedstore.codec;

/**
 * A shape of values that hold no others, and that nobody can change.
 */
interface ScalarShape extends Shape {

	@Override
	default boolean isImmutable(Object value) {
		return true;
	}

}
