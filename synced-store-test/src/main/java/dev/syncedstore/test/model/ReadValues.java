package dev.syncedstore.test.model;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.state.ValueCodec;

/**
 * The values that were handed to a mutator, and what they looked like then.
 */
final class ReadValues {

	private final List<Handed<?>> handed = new ArrayList<>();

	@SuppressWarnings("unchecked")
	void add(String what, ValueCodec<?> codec, Object value) {
		ValueCodec<Object> untyped = (ValueCodec<Object>) codec;
		this.handed.add(new Handed<>(what, untyped, value, untyped.write(value)));
	}

	/** Which of them look different now. */
	List<String> changed() {
		return this.handed.stream().filter(Handed::isChanged).map(Handed::what).distinct().toList();
	}

	private record Handed<T>(String what, ValueCodec<T> codec, T value, String json) {

		boolean isChanged() {
			try {
				return !this.codec.write(this.value).equals(this.json);
			}
			catch (RuntimeException ex) {
				// What was a value is none any more.
				return true;
			}
		}

	}

}
