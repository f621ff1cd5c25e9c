package dev.syncedstore.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.syncedstore.core.state.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is read, what is refused, and what is said about it.
 */
class ReadingTests {

	private static final String WHOLE = "must be an integer, but has a fraction or an exponent";

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			text   | 1              | must be a text, but is a number
			text   | true           | must be a text, but is true or false
			text   | ["a"]          | must be a text, but is an array
			text   | {}             | must be a text, but is an object
			text   | null           | must not be null
			whole  | "7"            | must be an integer, but is a text
			whole  | ""             | must be an integer, but is a text
			whole  | true           | must be an integer, but is true or false
			whole  | null           | must not be null
			whole  | [7]            | must be an integer, but is an array
			whole  | 2147483648     | must be an integer from -2147483648 to 2147483647
			whole  | -2147483649    | must be an integer from -2147483648 to 2147483647
			whole  | 99999999999999999999999999 | must be an integer from -2147483648 to 2147483647
			small  | 128            | must be an integer from -128 to 127
			medium | -32769         | must be an integer from -32768 to 32767
			large  | 9007199254740992  | must be an integer from -9007199254740991 to 9007199254740991
			large  | -9007199254740992 | must be an integer from -9007199254740991 to 9007199254740991
			real   | "1.5"          | must be a number, but is a text
			real   | "NaN"          | must be a number, but is a text
			real   | 1e400          | must not be larger than a double can be
			real   | -1e400         | must not be larger than a double can be
			flag   | "true"         | must be true or false, but is a text
			flag   | 0              | must be true or false, but is a number
			boxed  | "7"            | must be an integer, but is a text
			level  | 0              | must be a text, but is a number
			level  | "low"          | must be one of LOW, HIGH
			level  | ""             | must be one of LOW, HIGH
			level  | "not my name"  | must be one of LOW, HIGH
			maybe  | 1              | must be a text, but is a number
			tags   | "a"            | must be an array, but is a text
			tags   | {}             | must be an array, but is an object
			scores | []             | must be an object, but is an array
			""")
	void nothingIsConverted(String field, String value, String problem) {
		assertRefused(Plain.class, plain(field, value), field, problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.0", "1.5", "1e0", "1E2", "-0.0" })
	void anIntegerIsWrittenWithoutFractionAndExponent(String value) {
		assertRefused(Plain.class, plain("whole", value), "whole", WHOLE);
		assertRefused(Plain.class, plain("boxed", value), "boxed", WHOLE);
		assertRefused(Plain.class, plain("large", value), "large", WHOLE);
	}

	@Test
	void whatJavaScriptWritesIsRead() {
		Plain plain = read(Plain.class, plain("real", "1"));
		assertThat(plain).isEqualTo(new Plain("a", true, (byte) 1, (short) 2, 3, 4, 1.0, 5, KitchenSink.Level.LOW,
				Optional.of("b"), List.of("c"), Map.of("d", 6)));
		assertThat(read(Plain.class, plain("real", "-0")).real()).isEqualTo(-0.0);
		assertThat(read(Plain.class, plain("real", "-9007199254740991")).real()).isEqualTo(-9007199254740991.0);
		assertThat(read(Plain.class, plain("large", "9007199254740991")).large()).isEqualTo(9007199254740991L);
		assertThat(read(Plain.class, plain("whole", "-2147483648")).whole()).isEqualTo(Integer.MIN_VALUE);
		assertThat(read(Plain.class, plain("real", "0.1e-2")).real()).isEqualTo(0.001);
		assertThat(read(Plain.class, plain("text", "\"\\u00e9\\ud83d\\ude00\\n\"")).text()).isEqualTo("é😀\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "flag", "small", "medium", "whole", "large", "real", "boxed", "level", "tags",
			"scores" })
	void aMissingComponentIsRefusedUnlessItMayBeAbsent(String field) {
		assertRefused(Plain.class, plain(field, null), field, "is missing");
	}

	@Test
	void whatMayBeAbsentMayBeMissingOrNull() {
		record Note(@Nullable String text, Optional<Integer> rank, List<@Nullable String> lines,
				Map<String, @Nullable String> labels) {
		}
		Note absent = new Note(null, Optional.empty(), List.of(), Map.of());
		assertThat(read(Note.class, "{\"lines\":[],\"labels\":{}}")).isEqualTo(absent);
		assertThat(read(Note.class, "{\"text\":null,\"rank\":null,\"lines\":[],\"labels\":{}}")).isEqualTo(absent);
		assertThat(read(Note.class, "{\"lines\":[null,\"a\"],\"labels\":{\"b\":null}}").lines()).containsExactly(null,
				"a");
		assertThat(read(Note.class, "{\"lines\":[],\"labels\":{\"b\":null}}").labels()).containsEntry("b", null);
		assertRefused(Plain.class, plain("tags", "[\"a\",null]"), "tags[1]", "must be a text, but is null");
		assertRefused(Plain.class, plain("scores", "{\"a\":null}"), "scores.a", "must be an integer, but is null");
	}

	@Test
	void thePathLeadsToTheProblem() {
		record Item(String text) {
		}
		record Order(List<Item> items, Map<String, List<Item>> byRoom, Optional<Item> first) {
		}
		String rest = ",\"byRoom\":{}";
		assertRefused(Order.class, "{\"items\":[{\"text\":\"a\"},{\"text\":\"b\"},{\"text\":1}]" + rest + "}",
				"items[2].text", "must be a text, but is a number");
		assertRefused(Order.class, "{\"items\":[{\"text\":\"a\"},{}]" + rest + "}", "items[1].text", "is missing");
		assertRefused(Order.class, "{\"items\":[{\"text\":\"a\"},5]" + rest + "}", "items[1]",
				"must be an object, but is a number");
		assertRefused(Order.class, "{\"items\":[],\"byRoom\":{\"hall\":[{\"text\":\"a\"},{\"text\":null}]}}",
				"byRoom.hall[1].text", "must not be null");
		assertRefused(Order.class, "{\"items\":[]" + rest + ",\"first\":{\"text\":[]}}", "first.text",
				"must be a text, but is an array");
		assertRefused(Order.class, "[]", "", "must be an object, but is an array");
	}

	@Test
	void namesFromOutsideAreMadePrintableAndShort() {
		record Scores(Map<String, Integer> of) {
		}
		assertRefused(Scores.class, "{\"of\":{\"a\\nb\\u0085\":\"x\"}}", "of.a\uFFFDb\uFFFD",
				"must be an integer, but is a text");
		assertRefused(Scores.class, "{\"of\":{\"" + "k".repeat(100) + "\":\"x\"}}", "of." + "k".repeat(64) + "...",
				"must be an integer, but is a text");
	}

	@Test
	void aSealedInterfaceIsReadByTheNameOfTheRecordWhereverItStands() {
		KitchenSink.Figure expected = new KitchenSink.Square(2, Optional.of(new KitchenSink.Circle(1)));
		assertThat(read(KitchenSink.Figure.class,
				"{\"type\":\"Square\",\"side\":2,\"within\":{\"type\":\"Circle\",\"radius\":1}}"))
			.isEqualTo(expected);
		assertThat(read(KitchenSink.Figure.class,
				"{\"x\":{\"type\":5},\"side\":2,\"within\":{\"radius\":1,\"type\":\"Circle\"},\"type\":\"Square\"}"))
			.isEqualTo(expected);
		assertThat(read(KitchenSink.Figure.class, "{\"type\":\"Point\"}")).isEqualTo(new KitchenSink.Point());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                        | type   | is missing
			{"radius":1}                              | type   | is missing
			{"type":"Triangle"}                       | type   | must be one of Circle, Point, Square
			{"radius":1,"type":"Triangle"}            | type   | must be one of Circle, Point, Square
			{"type":5,"radius":1}                     | type   | must be a text, but is a number
			{"radius":1,"type":5}                     | type   | must be a text, but is a number
			{"type":"Circle","radius":1,"type":"Circle"} | type | is there twice
			{"radius":1,"type":"Circle","type":"Square"} | type | is there twice
			{"x":1,"x":2,"type":"Triangle"}           | x      | is there twice
			{"radius":"1","type":"Circle"}            | radius | must be a number, but is a text
			{"type":"Circle"}                         | radius | is missing
			"Circle"                                  | ``     | must be an object, but is a text
			""")
	void aSealedInterfaceIsRefusedWhereItDoesNotFit(String json, String path, String problem) {
		assertRefused(KitchenSink.Figure.class, json, path, problem);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			id     | "1-1-1-1-1"                            | must be a UUID
			id     | "0190f3b27c1e4d5a9f002b6c8e1a4d37"     | must be a UUID
			at     | "2026-01-31T09:30:00"                  | must be a time in UTC
			at     | "2026-01-31T09:30:00+01:00"            | must be a time in UTC
			at     | "2026-01-31t09:30:00z"                 | must be a time in UTC
			at     | "2026-02-30T09:30:00Z"                 | must be a time in UTC
			at     | 1769851800                             | must be a text
			day    | "2026-02-29"                           | must be a date
			day    | "2026-2-1"                             | must be a date
			day    | [2026,2,1]                             | must be a text
			length | "1 h"                                  | must be a duration
			length | "pt1h"                                 | must be a duration
			length | "PT999999999999999999H"                | must be a duration
			length | "P"                                    | must be a duration
			length | 90                                     | must be a text
			""")
	void formattedTextsAreTakenInOneFormOnly(String field, String value, String problem) {
		Map<String, String> fields = new LinkedHashMap<>(
				Map.of("id", "\"0190F3B2-7c1e-4d5a-9f00-2b6c8e1a4d37\"", "at", "\"2026-01-31T09:30:00.5Z\"", "day",
						"\"2024-02-29\"", "length", "\"-PT1H30M\"".replace("-PT1H", "PT-1H")));
		assertThat(read(Moment.class, object(fields)).id().toString()).startsWith("0190f3b2-");
		fields.put(field, value);
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> read(Moment.class, object(fields)))
			.withMessageStartingWith(field + ": " + problem);
	}

	@Test
	void aConstructorThatRefusesIsQuotedIfItSpeaksOfItsArguments() {
		assertRefused(Range.class, "{\"from\":2,\"to\":1}", "", "from must not be above to");
		assertRefused(Range.class, "{\"from\":0,\"to\":0}", "", "is refused by the constructor of Range");
		record Ranges(List<Range> all) {
		}
		assertRefused(Ranges.class, "{\"all\":[{\"from\":1,\"to\":1},{\"from\":2,\"to\":1}]}", "all[1]",
				"from must not be above to");
	}

	@Test
	void aRecordWithoutComponentsIsAnEmptyObject() {
		record Clear() {
		}
		assertThat(read(Clear.class, "{\"unknown\":1}")).isEqualTo(new Clear());
	}

	@Test
	void scalarsCanBeValuesThemselves() {
		assertThat(read(String.class, "\"a\"")).isEqualTo("a");
		assertThat(read(Integer.class, " 7 ")).isEqualTo(7);
		assertRefused(Integer.class, "null", "", "must be an integer, but is null");
		assertRefused(Integer.class, "7 8", "", "must be one JSON value, but more follows it");
	}

	private <T> T read(Class<T> type, String json) {
		return this.codecs.forType(type).read(json);
	}

	private void assertRefused(Class<?> type, String json, String path, String problem) {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> read(type, json))
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(path))
			.withMessage(path.isEmpty() ? problem : path + ": " + problem);
	}

	private static String plain(String field, @Nullable String value) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("text", "\"a\"");
		fields.put("flag", "true");
		fields.put("small", "1");
		fields.put("medium", "2");
		fields.put("whole", "3");
		fields.put("large", "4");
		fields.put("real", "0.5");
		fields.put("boxed", "5");
		fields.put("level", "\"LOW\"");
		fields.put("maybe", "\"b\"");
		fields.put("tags", "[\"c\"]");
		fields.put("scores", "{\"d\":6}");
		if (value != null) {
			fields.put(field, value);
		}
		else {
			fields.remove(field);
		}
		return object(fields);
	}

	private static String object(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> "\"" + field.getKey() + "\": " + field.getValue())
			.collect(Collectors.joining(", ", "{", "}"));
	}

	record Plain(String text, boolean flag, byte small, short medium, int whole, long large, double real, Integer boxed,
			KitchenSink.Level level, Optional<String> maybe, List<String> tags, Map<String, Integer> scores) {
	}

	record Moment(UUID id, Instant at, LocalDate day, Duration length) {
	}

	record Range(int from, int to) {

		Range {
			if (from > to) {
				throw new IllegalArgumentException("from must not be above to");
			}
			if (to == 0) {
				throw new IllegalStateException("secret of the house");
			}
		}

	}

}
