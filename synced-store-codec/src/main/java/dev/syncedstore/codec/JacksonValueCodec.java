package dev.syncedstore.codec;

import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import tools.jackson.core.json.JsonFactory;

/**
 * The codec of one type. What it reads is immutable unless a record's constructor has
 * replaced a list or map by one that can be changed, which the first such value shows.
 */
final class JacksonValueCodec<T> implements ValueCodec<T> {

	private final JsonFactory factory;

	private final Constraints constraints;

	private final Shape shape;

	private volatile boolean shareable = true;

	JacksonValueCodec(JsonFactory factory, Constraints constraints, Shape shape) {
		this.factory = factory;
		this.constraints = constraints;
		this.shape = shape;
	}

	@Override
	public T read(String json) {
		T value;
		try (JsonReader in = new JsonReader(this.factory, json, InvalidValueException::new)) {
			value = in.document(this::decode);
			if (in.hasFoundMutable()) {
				this.shareable = false;
			}
		}
		this.constraints.check(value);
		return value;
	}

	@Override
	public String write(T value) {
		if (value == null) {
			throw new InvalidValueException("", "must not be null");
		}
		this.constraints.check(value);
		try (JsonWriter out = new JsonWriter(this.factory)) {
			try {
				this.shape.write(out, value);
			}
			catch (ClassCastException ex) {
				// Unchecked code has put a value of one type where another is declared.
				throw out.problem("is not of the type that is declared");
			}
			return out.document();
		}
	}

	@Override
	public boolean shareable() {
		return this.shareable;
	}

	@SuppressWarnings("unchecked")
	private T decode(JsonReader in) {
		return (T) this.shape.read(in);
	}

}
