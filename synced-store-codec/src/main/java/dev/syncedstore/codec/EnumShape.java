package dev.syncedstore.codec;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A constant of an enum, by its name.
 */
final class EnumShape implements ScalarShape {

	private final Map<String, Enum<?>> constants = new LinkedHashMap<>();

	EnumShape(Class<?> type) {
		for (Object constant : type.getEnumConstants()) {
			Enum<?> value = (Enum<?>) constant;
			this.constants.put(value.name(), value);
		}
	}

	@Override
	public Object read(JsonReader in) {
		Enum<?> value = this.constants.get(in.text());
		if (value == null) {
			throw in.problem("must be one of " + String.join(", ", this.constants.keySet()));
		}
		return value;
	}

	@Override
	public void write(JsonWriter out, Object value) {
		out.text(((Enum<?>) value).name());
	}

}
