package dev.syncedstore.codec;

/**
 * True or false.
 */
record FlagShape() implements ScalarShape {

	@Override
	public Object read(JsonReader in) {
		return in.flag();
	}

	@Override
	public void write(JsonWriter out, Object value) {
		out.flag((Boolean) value);
	}

}
