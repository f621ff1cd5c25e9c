package dev.syncedstore.codec.schema;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes what is made of maps, lists, texts, numbers and booleans as JSON.
 */
public final class JsonText {

	private static final JsonFactory FACTORY = new JsonFactory();

	private JsonText() {
	}

	/**
	 * Write a value.
	 * @param value maps from texts, lists, texts, numbers, booleans or {@code null}
	 * @return JSON text, members in the order of their maps
	 */
	public static String of(@Nullable Object value) {
		StringWriter target = new StringWriter();
		try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), target)) {
			write(out, value);
		}
		return target.toString();
	}

	private static void write(JsonGenerator out, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			out.writeStartObject();
			map.forEach((name, member) -> {
				out.writeName((String) name);
				write(out, member);
			});
			out.writeEndObject();
		}
		else if (value instanceof List<?> list) {
			out.writeStartArray();
			list.forEach((element) -> write(out, element));
			out.writeEndArray();
		}
		else if (value instanceof String text) {
			out.writeString(text);
		}
		else if (value instanceof Boolean flag) {
			out.writeBoolean(flag);
		}
		else if (value instanceof BigDecimal number) {
			out.writeNumber(number);
		}
		else if (value instanceof Number number) {
			out.writeNumber(number.longValue());
		}
		else if (value == null) {
			out.writeNull();
		}
		else {
			throw new IllegalArgumentException("JSON has nothing like " + value.getClass().getName());
		}
	}

}
