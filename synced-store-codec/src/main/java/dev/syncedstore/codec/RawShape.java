package dev.syncedstore.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.RawValue;
import org.jspecify.annotations.Nullable;

/**
 * An object whatever is in it. Members keep their order.
 */
record RawShape() implements Shape {

	@Override
	public Object read(JsonReader in) {
		return new RawValue(object(in));
	}

	@Override
	public void write(JsonWriter out, Object value) {
		any(out, ((RawValue) value).members());
	}

	@Override
	public boolean isImmutable(Object value) {
		return true;
	}

	private static Map<String, @Nullable Object> object(JsonReader in) {
		in.beginObject();
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			if (members.containsKey(name)) {
				throw in.problem(JsonReader.TWICE);
			}
			members.put(name, any(in));
		}
		return members;
	}

	private static @Nullable Object any(JsonReader in) {
		return switch (in.token()) {
			case START_OBJECT -> object(in);
			case START_ARRAY -> {
				in.beginArray();
				List<@Nullable Object> elements = new ArrayList<>();
				while (in.nextElement()) {
					elements.add(any(in));
				}
				yield elements;
			}
			case VALUE_NULL -> null;
			case VALUE_TRUE, VALUE_FALSE -> in.flag();
			case VALUE_NUMBER_INT -> in.integer(-Limits.MAX_INTEGER, Limits.MAX_INTEGER);
			case VALUE_NUMBER_FLOAT -> in.number();
			default -> in.text();
		};
	}

	private static void any(JsonWriter out, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			out.beginObject();
			map.forEach((name, member) -> {
				out.name((String) name);
				any(out, member);
			});
			out.endObject();
		}
		else if (value instanceof List<?> list) {
			out.beginArray();
			list.forEach((element) -> any(out, element));
			out.endArray();
		}
		else if (value instanceof String text) {
			out.text(text);
		}
		else if (value instanceof Boolean flag) {
			out.flag(flag);
		}
		else if (value instanceof Double || value instanceof Float) {
			out.number(((Number) value).doubleValue());
		}
		else if (value instanceof Number number) {
			out.integer(number.longValue());
		}
		else if (value == null) {
			out.nothing();
		}
		else {
			throw out.problem("is of type " + value.getClass().getSimpleName() + ", which JSON can't carry");
		}
	}

}
