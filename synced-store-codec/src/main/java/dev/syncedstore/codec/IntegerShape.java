package dev.syncedstore.codec;

import java.util.function.LongFunction;

/**
 * An integer of some width.
 *
 * @param min the smallest
 * @param max the largest
 * @param box makes the value
 */
record IntegerShape(long min, long max, LongFunction<Object> box) implements ScalarShape {

	@Override
	public Object read(JsonReader in) {
		return this.box.apply(in.integer(this.min, this.max));
	}

	@Override
	public void write(JsonWriter out, Object value) {
		out.integer(((Number) value).longValue());
	}

}
