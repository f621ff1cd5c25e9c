package dev.syncedstore.teavm.runtime;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * What a list or map has many of.
 *
 * @param shape what it looks like
 * @param nullable whether it may be null
 */
record Element(Shape shape, boolean nullable) {

	@Nullable Object read(JSObject value, Place place) {
		if (this.nullable && Js.kind(value) == Js.NULL) {
			return null;
		}
		return this.shape.read(value, place);
	}

	JSObject write(@Nullable Object value, Place place) {
		if (value != null) {
			return this.shape.write(value, place);
		}
		if (this.nullable) {
			return Js.nothing();
		}
		throw place.problem("must not be null");
	}

}
