package dev.syncedstore.codec;

import org.jspecify.annotations.Nullable;

/**
 * What a list or map has many of.
 *
 * @param shape what it looks like
 * @param nullable whether it may be null
 */
record Element(Shape shape, boolean nullable) {

	@Nullable Object read(JsonReader in) {
		return (this.nullable && in.isNull()) ? null : this.shape.read(in);
	}

	void write(JsonWriter out, @Nullable Object value) {
		if (value != null) {
			this.shape.write(out, value);
		}
		else if (this.nullable) {
			out.nothing();
		}
		else {
			throw out.problem("must not be null");
		}
	}

	boolean isImmutable(@Nullable Object value) {
		return value == null || this.shape.isImmutable(value);
	}

}
