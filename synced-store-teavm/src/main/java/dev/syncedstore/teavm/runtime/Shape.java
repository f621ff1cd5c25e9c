package dev.syncedstore.teavm.runtime;

import org.teavm.jso.JSObject;

/**
 * How values of one type look in JavaScript: the counterpart of what
 * {@code synced-store-codec} does with JSON texts. Null is never such a value.
 */
public interface Shape {

	/**
	 * Make the value from what JavaScript has, strictly: nothing is converted.
	 * @param value neither null nor undefined
	 * @param place where it is
	 * @return the value
	 */
	Object read(JSObject value, Place place);

	/**
	 * Make what JavaScript has from a value.
	 * @param value the value, of this shape's type
	 * @param place where it is
	 * @return neither null nor undefined
	 */
	JSObject write(Object value, Place place);

	/**
	 * Check what the constraints on the components of a record say, and where
	 * {@code @Valid} leads.
	 * @param value the value, of this shape's type
	 * @param place where it is
	 * @param findings gets what is wrong
	 */
	default void check(Object value, Place place, Findings findings) {
	}

}
