package dev.syncedstore.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;

/**
 * One of the records that a sealed interface permits, as an object whose {@code type} is
 * the record's simple name.
 */
final class SealedShape implements Shape {

	/** The member that says which record it is. */
	static final String TYPE = "type";

	private static final SerializedString TYPE_NAME = new SerializedString(TYPE);

	private final Map<String, RecordShape> byName = new TreeMap<>();

	private final Map<Class<?>, RecordShape> byClass = new HashMap<>();

	/**
	 * Add a record.
	 * @return {@code false} if there is one of the same name
	 */
	boolean add(Class<?> type, RecordShape shape) {
		this.byClass.put(type, shape);
		return this.byName.putIfAbsent(type.getSimpleName(), shape) == null;
	}

	@Override
	public Object read(JsonReader in) {
		long start = in.offset();
		in.beginObject();
		Names names = new Names();
		String name = in.nextName();
		if (TYPE.equals(name)) {
			names.add(TYPE);
			RecordShape shape = this.byName.get(in.text());
			if (shape == null) {
				throw in.problem(mustBe());
			}
			return shape.readMembers(in, in.nextName(), names);
		}
		// We write it first, but the order of members has no meaning.
		String type = in.lookAhead(start, TYPE);
		RecordShape shape = (type != null) ? this.byName.get(type) : null;
		if (shape == null) {
			throw unknown(in, name);
		}
		return shape.readMembers(in, name, names);
	}

	@Override
	public void write(JsonWriter out, Object value) {
		RecordShape shape = shape(value);
		out.beginObject();
		out.name(TYPE_NAME);
		out.text(value.getClass().getSimpleName());
		shape.writeMembers(out, value);
		out.endObject();
	}

	@Override
	public boolean isImmutable(Object value) {
		return shape(value).isImmutable(value);
	}

	private RecordShape shape(Object value) {
		RecordShape shape = this.byClass.get(value.getClass());
		if (shape == null) {
			throw new ClassCastException();
		}
		return shape;
	}

	/** Find out where the type is that is unknown, and whether something is worse. */
	private RuntimeException unknown(JsonReader in, @Nullable String first) {
		Names names = new Names();
		if (first != null) {
			names.add(first);
		}
		for (String name = first; name != null; name = in.nextName(names)) {
			if (name.equals(TYPE)) {
				in.text();
				return in.problem(mustBe());
			}
			in.skip();
		}
		return in.problem(TYPE, JsonReader.MISSING);
	}

	private String mustBe() {
		return "must be one of " + String.join(", ", this.byName.keySet());
	}

}
