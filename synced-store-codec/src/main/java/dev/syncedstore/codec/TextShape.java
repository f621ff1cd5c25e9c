package dev.syncedstore.codec;

/**
 * A text.
 */
record TextShape() implements ScalarShape {

	@Override
	public Object read(JsonReader in) {
		return in.text();
	}

	@Override
	public void write(JsonWriter out, Object value) {
		out.text((String) value);
	}

}
