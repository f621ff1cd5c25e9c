package dev.syncedstore.benchmarks.driver;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the driver keeps of a delta, after it has parsed all of it.
 *
 * @param epoch the history that it belongs to, empty if it doesn't say
 * @param checkpoint of its last version
 * @param min its first version
 * @param max its last version
 * @param patches how many there are
 * @param nextPage where the next page of a pull begins, or {@code null}
 */
public record Delta(String epoch, @Nullable String checkpoint, long min, long max, int patches,
		@Nullable String nextPage) {

	private static final JsonFactory JSON = new JsonFactory();

	/**
	 * Parse a delta.
	 * @param json its bytes
	 * @return the delta
	 */
	public static Delta read(ByteBuffer json) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json.array(),
				json.arrayOffset() + json.position(), json.remaining())) {
			parser.nextToken();
			String epoch = "";
			String checkpoint = null;
			String nextPage = null;
			long min = 0;
			long max = 0;
			int patches = 0;
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				switch (name) {
					case "epoch" -> epoch = parser.getString();
					case "checkpoint" -> checkpoint = parser.getValueAsString();
					case "min_included_version" -> min = parser.getLongValue();
					case "max_included_version" -> max = parser.getLongValue();
					case "next_page" -> nextPage = parser.getValueAsString();
					case "patches" -> patches = count(parser);
					default -> parser.skipChildren();
				}
			}
			return new Delta(epoch, checkpoint, min, max, patches, nextPage);
		}
	}

	private static int count(JsonParser parser) {
		int count = 0;
		while (parser.nextToken() == JsonToken.START_OBJECT) {
			while (parser.nextToken() != JsonToken.END_OBJECT) {
				// Strings are decoded only when they are asked for.
				if (parser.currentToken().isStructStart()) {
					parser.skipChildren();
				}
				else if (parser.currentToken() == JsonToken.VALUE_STRING) {
					parser.getStringLength();
				}
			}
			count++;
		}
		return count;
	}

	/**
	 * Whether it says only where the space is.
	 * @return whether it is the empty range
	 */
	public boolean isEmptyRange() {
		return this.min > this.max;
	}

}
