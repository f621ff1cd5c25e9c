package dev.syncedstore.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WritingTests {

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@Test
	void componentsAreWrittenInTheirOrderWithoutWhiteSpace() {
		record Todo(String text, boolean completed, @Nullable String position, Optional<Integer> rank) {
		}
		ValueCodec<Todo> codec = this.codecs.forType(Todo.class);
		assertThat(codec.write(new Todo("a\"b\n", true, "a0", Optional.of(1))))
			.isEqualTo("{\"text\":\"a\\\"b\\n\",\"completed\":true,\"position\":\"a0\",\"rank\":1}");
	}

	@Test
	void whatIsAbsentIsLeftOut() {
		record Todo(String text, @Nullable String position, Optional<Integer> rank, List<@Nullable String> gaps) {
		}
		assertThat(
				this.codecs.forType(Todo.class).write(new Todo("a", null, Optional.empty(), Arrays.asList("b", null))))
			.isEqualTo("{\"text\":\"a\",\"gaps\":[\"b\",null]}");
	}

	@Test
	void equalMapsAreWrittenEqually() {
		record Scores(Map<String, Integer> of) {
		}
		Map<String, Integer> one = new LinkedHashMap<>();
		one.put("\ud83d\ude00", 3);
		one.put("b", 2);
		one.put("\uffff", 4);
		one.put("a", 1);
		String written = this.codecs.forType(Scores.class).write(new Scores(one));
		assertThat(written).isEqualTo("{\"of\":{\"a\":1,\"b\":2,\"\uffff\":4,\"\ud83d\ude00\":3}}")
			.isEqualTo(this.codecs.forType(Scores.class).write(new Scores(Map.copyOf(one))));
	}

	@Test
	void doublesAreWrittenAsShortAsTheyCanBeReadAgain() {
		ValueCodec<Double> codec = this.codecs.forType(Double.class);
		// JDK 17 alone would write 1.9999999999999998E23.
		assertThat(List.of(codec.write(2e23), codec.write(1.0), codec.write(-0.0), codec.write(0.1)))
			.containsExactly("2.0E23", "1.0", "-0.0", "0.1");
	}

	@Test
	void nullIsRefusedWhereNothingSaysItMayBeThere() {
		record Item(String text) {
		}
		record Order(List<Item> items, Map<String, Item> byName, Optional<Item> first) {
		}
		assertNotWritten(Item.class, new Item(null), "text: must not be null");
		assertNotWritten(Order.class, new Order(null, Map.of(), Optional.empty()), "items: must not be null");
		assertNotWritten(Order.class, new Order(Arrays.asList(new Item("a"), null), Map.of(), Optional.empty()),
				"items[1]: must not be null");
		assertNotWritten(Order.class, new Order(List.of(new Item("a"), new Item(null)), Map.of(), Optional.empty()),
				"items[1].text: must not be null");
		Map<String, Item> byName = new HashMap<>();
		byName.put("a", null);
		assertNotWritten(Order.class, new Order(List.of(), byName, Optional.empty()), "byName.a: must not be null");
		byName.clear();
		byName.put(null, new Item("a"));
		assertNotWritten(Order.class, new Order(List.of(), byName, Optional.empty()),
				"byName: must not have null as a key");
		assertNotWritten(Order.class, new Order(List.of(), Map.of(), null), "first: must not be null");
		assertNotWritten(Item.class, null, "must not be null");
	}

	@Test
	void whatUncheckedCodeSmuggledInIsRefused() {
		record Tags(List<String> of) {
		}
		@SuppressWarnings({ "unchecked", "rawtypes" })
		Tags tags = new Tags((List) new ArrayList<>(List.of("a", 1)));
		assertNotWritten(Tags.class, tags, "of[1]: is not of the type that is declared");
	}

	@Test
	void formattedTextsAreWrittenInOneFormOnly() {
		record Moment(Instant at) {
		}
		assertThat(this.codecs.forType(Moment.class).write(new Moment(Instant.ofEpochSecond(0))))
			.isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\"}");
		assertNotWritten(Moment.class, new Moment(Instant.MAX),
				"at: must be a time in UTC, such as 2026-01-31T09:30:00Z");
	}

	@Test
	void aRecordOfASealedInterfaceSaysWhichItIsOnlyWhereThatIsNotKnown() {
		assertThat(this.codecs.forType(KitchenSink.Figure.class).write(new KitchenSink.Circle(1)))
			.isEqualTo("{\"type\":\"Circle\",\"radius\":1.0}");
		assertThat(this.codecs.forType(KitchenSink.Circle.class).write(new KitchenSink.Circle(1)))
			.isEqualTo("{\"radius\":1.0}");
	}

	private <T> void assertNotWritten(Class<T> type, @Nullable T value, String message) {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> this.codecs.forType(type).write(value))
			.withMessage(message);
	}

}
