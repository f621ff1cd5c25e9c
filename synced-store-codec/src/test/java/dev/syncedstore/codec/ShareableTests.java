package dev.syncedstore.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nobody can change a value that others read, too.
 */
class ShareableTests {

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@Test
	void listsAndMapsThatWereReadCannotBeChanged() {
		KitchenSink value = codec(KitchenSink.class)
			.read(codec(KitchenSink.class).write(new RandomValues(5).kitchenSink(2)));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> value.tags().add("a"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> value.gaps().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> value.weights().put("a", 1.0));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> value.more().add(value));
		assertThat(codec(KitchenSink.class).shareable()).isTrue();
	}

	@Test
	void mapsAreInTheOrderOfTheirKeysWhateverThatOfTheDocument() {
		record Scores(Map<String, Integer> of) {
		}
		assertThat(codec(Scores.class).read("{\"of\":{\"z\":1,\"a\":2,\"m\":3}}").of().keySet()).containsExactly("a",
				"m", "z");
	}

	@Test
	void whatIsWrittenMayBeChangedLater() {
		record Tags(List<String> of) {
		}
		Tags tags = new Tags(new ArrayList<>(List.of("a")));
		StoredValue stored = new StoredValue(codec(Tags.class).write(tags));
		tags.of().add("b");
		assertThat(stored.as(codec(Tags.class)).of()).containsExactly("a");
	}

	@Test
	void constructorsMayCopyIntoWhatCannotBeChanged() {
		record Copies(List<String> list, Map<String, Integer> map, Optional<List<String>> maybe) {

			Copies {
				list = List.copyOf(list);
				map = Map.copyOf(map);
				maybe = maybe.map(List::copyOf);
			}

		}
		codec(Copies.class).read("{\"list\":[\"a\"],\"map\":{\"a\":1},\"maybe\":[\"a\"]}");
		assertThat(codec(Copies.class).shareable()).isTrue();
	}

	@Test
	void aValueInWhichAConstructorPutWhatCanBeChangedIsNotShared() {
		record Tags(List<String> of) {

			Tags {
				of = new ArrayList<>(of);
			}

		}
		record Scores(Map<String, Integer> of) {

			Scores {
				of = new HashMap<>(of);
			}

		}
		record Rows(List<List<String>> of) {

			Rows {
				of = of.stream().<List<String>>map(ArrayList::new).toList();
			}

		}
		record Inner(List<String> of) {
		}
		record Outer(Inner inner, Optional<Inner> maybe) {

			Outer {
				inner = new Inner(new ArrayList<>(inner.of()));
			}

		}
		record Holder(List<Tags> of) {
		}
		assertNotShared(Tags.class, "{\"of\":[\"a\"]}");
		assertNotShared(Scores.class, "{\"of\":{\"a\":1}}");
		assertNotShared(Rows.class, "{\"of\":[[\"a\"]]}");
		assertNotShared(Outer.class, "{\"inner\":{\"of\":[\"a\"]}}");
		assertNotShared(Holder.class, "{\"of\":[{\"of\":[\"a\"]}]}");
		assertThat(codec(Inner.class).shareable()).isTrue();
	}

	@Test
	void aCodecIsTheSameForEveryCall() {
		assertThat(codec(KitchenSink.class)).isSameAs(codec(KitchenSink.class));
	}

	private <T> void assertNotShared(Class<T> type, String json) {
		StoredValue value = new StoredValue(json);
		assertThat(value.as(codec(type))).isEqualTo(value.as(codec(type))).isNotSameAs(value.as(codec(type)));
		assertThat(codec(type).shareable()).as(type.getSimpleName()).isFalse();
	}

	private <T> ValueCodec<T> codec(Class<T> type) {
		return this.codecs.forType(type);
	}

}
