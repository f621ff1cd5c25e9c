package dev.syncedstore.codec;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.syncedstore.core.state.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * All that is read or written is I-JSON, also in fields that nobody knows.
 */
class IJsonTests {

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"text":"\\u0000"}                 | text        | has the character U+0000, which no text may have
					{"text":"a\\ud83d"}                | text        | has half a surrogate pair (U+D83D), which no text may have
					{"text":"\\ude00\\ud83d"}          | text        | has half a surrogate pair (U+DE00), which no text may have
					{"text":"\\ud83dx\\ude00"}         | text        | has half a surrogate pair (U+D83D), which no text may have
					{"text":"a","text":"a"}            | text        | is there twice
					{"text":"a","\\u0074ext":"a"}      | text        | is there twice
					{"x":1,"text":"a","x":1}           | x           | is there twice
					{"x":{"a":[{"b":1,"c":2,"b":3}]}}  | x.a[0].b    | is there twice
					{"x":["\\ud83d"]}                  | x[0]        | has half a surrogate pair (U+D83D), which no text may have
					{"x":[1,{"a":"\\u0000"}]}          | x[1].a      | has the character U+0000, which no text may have
					{"x":1e400}                        | x           | must not be larger than a double can be
					{"x":[-1e999999999999]}            | x[0]        | must not be larger than a double can be
					""")
	void whatIsNoIJsonIsRefused(String json, String path, String problem) {
		assertRefused(json, path, problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9007199254740992", "-9007199254740992", "12345678901234567890",
			"1000000000000000000000000000000000000000000000000000000000000000000000000000000000000" })
	void anIntegerBeyondWhatJavaScriptCanKeepIsRefusedEverywhere(String integer) {
		assertRefused("{\"x\":" + integer + "}", "x",
				"must not be an integer beyond 2^53 - 1, which not every party can read: send it as a text");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.codecs.forType(Double.class).read(integer));
	}

	@Test
	void rawCharactersAreCheckedAsEscapedOnesAre() {
		assertRefused("{\"text\":\"a\ud83d\"}", "text", "has half a surrogate pair (U+D83D), which no text may have");
		assertRefused("{\"x\ude00\":1}", "x\uFFFD", "has half a surrogate pair (U+DE00), which no text may have");
		assertThat(read("{\"text\":\"😀\ud800\udc00\",\"x\":\"😀\"}")).isEqualTo("😀\ud800\udc00");
	}

	@ParameterizedTest
	@MethodSource
	void whatIsNoJsonIsRefused(String json) {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> read(json))
			.withMessageMatching("([\\w\\[\\]]+: )?(is not well-formed JSON, at character \\d+|must not be empty"
					+ "|must be one JSON value, but more follows it)");
	}

	static Stream<String> whatIsNoJsonIsRefused() {
		return Stream.of("", " ", "{", "{\"text\"", "{\"text\":", "{\"text\":\"a\"", "{\"text\":\"a\",}",
				"{text:\"a\"}", "{'text':'a'}", "{\"text\":\"a\"}}", "{\"text\":\"a\"} {}", "{\"text\":\"a\nb\"}",
				"{\"text\":\"\\x\"}", "{\"text\":\"\\u12\"}", "{\"x\":NaN}", "{\"x\":Infinity}", "{\"x\":01}",
				"{\"x\":+1}", "{\"x\":.5}", "{\"x\":1.}", "{\"x\":1e}", "{\"x\":-}", "{\"x\":0x10}", "{\"x\":[1,]}",
				"{\"x\":[,1]}", "{\"x\":[1 2]}", "{\"x\":nul}", "{\"x\":TRUE}", "{/* */\"text\":\"a\"}",
				"{\"text\":\"a\"} // x", "\ufeff{\"text\":\"a\"}", "{\"text\":\"a\u0000\"}", "{\"x\":undefined}",
				"{\"text\":\"a\"}\u0000");
	}

	@Test
	void anObjectOfManyNamesMayHaveEachOnce() {
		StringBuilder names = new StringBuilder();
		for (int i = 0; i < 5000; i++) {
			names.append("\"n").append(i).append("\":0,");
		}
		assertThat(read("{" + names + "\"text\":\"a\"}")).isEqualTo("a");
		assertRefused("{" + names + "\"n4999\":1,\"text\":\"a\"}", "n4999", "is there twice");
		assertRefused("{" + names + "\"n3\":1,\"text\":\"a\"}", "n3", "is there twice");
	}

	@Test
	void nestingMayBe64LevelsDeep() {
		assertThat(read("{\"text\":\"a\",\"x\":" + "[".repeat(63) + "]".repeat(63) + "}")).isEqualTo("a");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> read("{\"text\":\"a\",\"x\":" + "[".repeat(64) + "]".repeat(64) + "}"))
			.withMessageStartingWith("x[0][0]")
			.withMessageEndingWith("must not be nested deeper than 64 levels");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> read("{\"text\":\"a\",\"x\":" + "{\"y\":".repeat(100_000)))
			.withMessageStartingWith("x.y.y")
			.withMessageEndingWith("must not be nested deeper than 64 levels");
	}

	@Test
	void writingRefusesWhatReadingWould() {
		record Sink(@Nullable String text, @Nullable Double real, @Nullable Long large,
				List<Map<String, String>> maps) {
		}
		assertNotWritten(new Sink("a\u0000", null, null, List.of()), "text",
				"has the character U+0000, which no text may have");
		assertNotWritten(new Sink("\ud83d", null, null, List.of()), "text",
				"has half a surrogate pair (U+D83D), which no text may have");
		assertNotWritten(new Sink(null, Double.NaN, null, List.of()), "real", "must be a finite number");
		assertNotWritten(new Sink(null, Double.NEGATIVE_INFINITY, null, List.of()), "real", "must be a finite number");
		assertNotWritten(new Sink(null, null, 1L << 53, List.of()), "large",
				"must be an integer from -9007199254740991 to 9007199254740991");
		assertNotWritten(new Sink(null, null, Long.MIN_VALUE, List.of()), "large",
				"must be an integer from -9007199254740991 to 9007199254740991");
		assertNotWritten(new Sink(null, null, null, List.of(Map.of(), Map.of("k", "\udc00"))), "maps[1].k",
				"has half a surrogate pair (U+DC00), which no text may have");
		assertNotWritten(new Sink(null, null, null, List.of(Map.of("\u0000", "v"))), "maps[0].\uFFFD",
				"has the character U+0000, which no text may have");
	}

	@Test
	void writingStopsAt64LevelsToo() {
		Chain most = chain(64);
		assertThat(this.codecs.forType(Chain.class).read(this.codecs.forType(Chain.class).write(most))).isEqualTo(most);
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.codecs.forType(Chain.class).write(chain(65)))
			.withMessageStartingWith("next.next.next")
			.withMessageEndingWith("must not be nested deeper than 64 levels");
	}

	private String read(String json) {
		return this.codecs.forType(Text.class).read(json).text();
	}

	private void assertRefused(String json, String path, String problem) {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> read(json))
			.withMessage(path + ": " + problem);
	}

	@SuppressWarnings("unchecked")
	private <T> void assertNotWritten(T value, String path, String problem) {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.codecs.forType((Class<T>) value.getClass()).write(value))
			.withMessage(path + ": " + problem);
	}

	private static Chain chain(int length) {
		Chain result = new Chain(null);
		for (int i = 1; i < length; i++) {
			result = new Chain(result);
		}
		return result;
	}

	record Text(String text) {
	}

	record Chain(@Nullable Chain next) {
	}

}
