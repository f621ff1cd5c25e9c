package dev.syncedstore.codec;

/**
 * A finite double.
 */
record DoubleShape() implements ScalarShape {

	@Override
	public Object read(JsonReader in) {
		return in.number();
	}

	@Override
	public void write(JsonWriter out, Object value) {
		out.number((Double) value);
	}

}
