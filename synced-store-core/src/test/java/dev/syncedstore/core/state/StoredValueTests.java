package dev.syncedstore.core.state;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.Entry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoredValueTests {

	@Test
	void aValueThatCannotChangeIsDecodedOnce() {
		Counting codec = new Counting(true);
		StoredValue value = new StoredValue("text");
		assertThat(value.as(codec)).isSameAs(value.as(codec));
		assertThat(codec.reads).isEqualTo(1);
	}

	@Test
	void aValueThatCanChangeIsDecodedForEachReader() {
		Counting codec = new Counting(false);
		StoredValue value = new StoredValue("text");
		value.as(codec).add("changed by its reader");
		assertThat(value.as(codec)).containsExactly("text");
	}

	@Test
	void eachCodecDecodesForItself() {
		StoredValue value = new StoredValue("text");
		List<String> one = value.as(new Counting(true));
		assertThat(value.as(new Counting(true))).isEqualTo(one).isNotSameAs(one);
	}

	@Test
	void anEntryIsMadeOnceForAKeyThatStays() {
		Counting codec = new Counting(true);
		StoredValue value = new StoredValue("text");
		String key = "lines/a";
		assertThat(value.asEntry(codec, key, 6)).isEqualTo(new Entry<>("a", List.of("text")))
			.isSameAs(value.asEntry(codec, key, 6));
		assertThat(codec.reads).isEqualTo(1);
	}

	@Test
	void anEntryIsNotTakenForThatOfAnotherKeyOrCodec() {
		Counting codec = new Counting(true);
		StoredValue value = new StoredValue("text");
		value.asEntry(codec, "lines/a", 6);
		assertThat(value.asEntry(codec, "lines/b", 6).key()).isEqualTo("b");
		assertThat(value.asEntry(new Counting(true), "lines/b", 6).value()).isNotSameAs(value.as(codec));
	}

	@Test
	void anEntryThatCanChangeIsMadeForEachReader() {
		Counting codec = new Counting(false);
		StoredValue value = new StoredValue("text");
		value.asEntry(codec, "lines/a", 6).value().add("changed by its reader");
		assertThat(value.asEntry(codec, "lines/a", 6).value()).containsExactly("text");
	}

	@Test
	void equalTextsAreEqualValuesAndArePrintedNowhere() {
		assertThat(new StoredValue("secret")).isEqualTo(new StoredValue("secret"))
			.hasSameHashCodeAs(new StoredValue("secret"))
			.isNotEqualTo(new StoredValue("other"));
		assertThat(new StoredValue("secret").toString()).doesNotContain("secret");
	}

	private static final class Counting implements ValueCodec<List<String>> {

		private final boolean shareable;

		private int reads;

		Counting(boolean shareable) {
			this.shareable = shareable;
		}

		@Override
		public List<String> read(String json) {
			this.reads++;
			return new ArrayList<>(List.of(json));
		}

		@Override
		public String write(List<String> value) {
			return value.get(0);
		}

		@Override
		public boolean shareable() {
			return this.shareable;
		}

	}

}
