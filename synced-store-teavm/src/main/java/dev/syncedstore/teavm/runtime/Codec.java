package dev.syncedstore.teavm.runtime;

import dev.syncedstore.core.state.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * Reads and writes whole values, and checks their constraints.
 */
final class Codec {

	private Codec() {
	}

	static Object read(Shape shape, @Nullable JSObject value) {
		if (value == null || Kinds.isAbsent(value)) {
			throw Kinds.unexpected("an object", Js.NULL, new Place());
		}
		Object result;
		try {
			result = shape.read(value, new Place());
		}
		catch (InvalidValueException ex) {
			// Of several mistakes the server tells that which it comes to first.
			shape.read(value, new Place(true));
			throw ex;
		}
		check(shape, result);
		return result;
	}

	static JSObject write(Shape shape, @Nullable Object value) {
		Place place = new Place();
		if (value == null) {
			throw place.problem("must not be null");
		}
		try {
			check(shape, value);
			return shape.write(value, place);
		}
		catch (ClassCastException ex) {
			// Unchecked code has put a value of one type where another is declared.
			throw place.problem("is not of the type that is declared");
		}
	}

	private static void check(Shape shape, Object value) throws InvalidValueException {
		Findings findings = new Findings();
		shape.check(value, new Place(), findings);
		findings.throwIfAny();
	}

}
