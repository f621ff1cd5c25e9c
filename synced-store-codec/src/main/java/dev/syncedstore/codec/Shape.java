package dev.syncedstore.codec;

/**
 * How values of one type look in JSON. Null is never such a value: whatever holds the
 * value decides whether it may be absent. Thread-safe.
 */
interface Shape {

	/**
	 * Read the value that the reader stands on.
	 * @param in the document
	 * @return the value
	 */
	Object read(JsonReader in);

	/**
	 * Write a value.
	 * @param out the document
	 * @param value the value, of this shape's type
	 */
	void write(JsonWriter out, Object value);

	/**
	 * Whether nobody can change a value, nor anything in it.
	 * @param value the value, of this shape's type
	 * @return {@code false} if somebody can, or if that is not known
	 */
	boolean isImmutable(Object value);

}
