package dev.syncedstore.codec;

import java.util.Optional;

/**
 * What an {@link Optional} that isn't empty holds. The record that has the component
 * leaves out an empty one.
 *
 * @param shape what it holds
 */
record OptionalShape(Shape shape) implements Shape {

	@Override
	public Object read(JsonReader in) {
		return Optional.of(this.shape.read(in));
	}

	@Override
	public void write(JsonWriter out, Object value) {
		this.shape.write(out, ((Optional<?>) value).orElseThrow());
	}

	@Override
	public boolean isImmutable(Object value) {
		return ((Optional<?>) value).map(this.shape::isImmutable).orElse(true);
	}

}
