package dev.syncedstore.test.parity;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * What goes over the border to JavaScript: lists of lists of texts, as JSON in one line.
 * Half surrogate pairs survive, for they are escaped.
 */
final class Messages {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
		.build();

	private Messages() {
	}

	static String write(List<List<String>> lists) {
		StringWriter result = new StringWriter();
		try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), result)) {
			out.writeStartArray();
			for (List<String> list : lists) {
				out.writeStartArray();
				list.forEach(out::writeString);
				out.writeEndArray();
			}
			out.writeEndArray();
		}
		return result.toString();
	}

	static List<List<String>> read(String json) {
		List<List<String>> result = new ArrayList<>();
		try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
			in.nextToken();
			while (in.nextToken() == JsonToken.START_ARRAY) {
				List<String> list = new ArrayList<>();
				while (in.nextToken() != JsonToken.END_ARRAY) {
					list.add(in.getString());
				}
				result.add(list);
			}
		}
		return result;
	}

}
