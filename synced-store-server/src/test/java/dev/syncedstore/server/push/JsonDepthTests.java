package dev.syncedstore.server.push;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How deep a text is.
 */
class JsonDepthTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "{}|1", "[\"[[[\"]|1", "[[]]|2", "{\"a\":[1,{\"b\":2}],\"c\":{}}|3", "{\"a\":\"\\\"[[{\"}|1",
					"{\"a\":\"\\\\\",\"b\":[]}|2", "[[],[],[]]|2" })
	void itIsTheNumberOfArraysAndObjectsInEachOther(String json, int depth) {
		assertThat(JsonDepth.exceeds(json, depth)).isFalse();
		assertThat(JsonDepth.exceeds(json, depth - 1)).isTrue();
	}

}
