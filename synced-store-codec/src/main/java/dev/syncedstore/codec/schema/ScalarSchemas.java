package dev.syncedstore.codec.schema;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.RawValue;
import org.jspecify.annotations.Nullable;

/**
 * What the types look like that hold no others.
 */
final class ScalarSchemas {

	private static final String FORMAT = "format";

	private static final String PATTERN = "pattern";

	private static final Map<Class<?>, Map<String, Object>> BY_TYPE = byType();

	private ScalarSchemas() {
	}

	/**
	 * The schema of a type.
	 * @param type the type
	 * @return a schema to be changed as one likes, or {@code null} if it is no scalar
	 */
	static @Nullable Map<String, Object> of(Class<?> type) {
		Map<String, Object> schema = BY_TYPE.get(type);
		return (schema != null) ? new LinkedHashMap<>(schema) : null;
	}

	private static Map<Class<?>, Map<String, Object>> byType() {
		Map<Class<?>, Map<String, Object>> result = new HashMap<>();
		result.put(String.class, schema("string"));
		both(result, boolean.class, Boolean.class, schema("boolean"));
		both(result, double.class, Double.class, schema("number"));
		both(result, long.class, Long.class, integer(-Limits.MAX_INTEGER, Limits.MAX_INTEGER));
		both(result, int.class, Integer.class, integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
		both(result, short.class, Short.class, integer(Short.MIN_VALUE, Short.MAX_VALUE));
		both(result, byte.class, Byte.class, integer(Byte.MIN_VALUE, Byte.MAX_VALUE));
		result.put(RawValue.class, schema("object"));
		result.put(UUID.class, text(FORMAT, "uuid"));
		result.put(LocalDate.class, text(FORMAT, "date"));
		result.put(Instant.class, text(FORMAT, "date-time"));
		result.get(Instant.class).put(PATTERN, "Z$");
		// The format of that name knows no fractions and nothing negative.
		result.put(Duration.class, text(PATTERN, "^P(-?\\d+D)?(T(-?\\d+H)?(-?\\d+M)?(-?\\d+(\\.\\d{1,9})?S)?)?$"));
		return result;
	}

	private static Map<String, Object> schema(String type) {
		return new LinkedHashMap<>(Map.of("type", type));
	}

	private static Map<String, Object> integer(long min, long max) {
		Map<String, Object> schema = schema("integer");
		schema.put("minimum", min);
		schema.put("maximum", max);
		return schema;
	}

	private static Map<String, Object> text(String keyword, String value) {
		Map<String, Object> schema = schema("string");
		schema.put(keyword, value);
		return schema;
	}

	private static void both(Map<Class<?>, Map<String, Object>> result, Class<?> primitive, Class<?> boxed,
			Map<String, Object> schema) {
		result.put(primitive, schema);
		result.put(boxed, schema);
	}

}
