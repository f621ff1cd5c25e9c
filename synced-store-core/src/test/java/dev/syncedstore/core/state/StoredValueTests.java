package dev.syncedstore.core.state;

import java.util.ArrayList;
import java.util.List;

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
