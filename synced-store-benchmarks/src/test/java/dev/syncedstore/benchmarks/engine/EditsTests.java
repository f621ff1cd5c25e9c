package dev.syncedstore.benchmarks.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers push.
 */
class EditsTests {

	@Test
	void bothSidesGetTheSameEditsFromTheSameSeed() {
		assertThat(first(100, new Edits(3, 1_000))).isEqualTo(first(100, new Edits(3, 1_000)));
		assertThat(first(100, new Edits(3, 1_000))).isNotEqualTo(first(100, new Edits(4, 1_000)));
	}

	@Test
	void allItemsAreEditedAboutEquallyOften() {
		Map<String, Long> counts = first(10_000, new Edits(1, 100)).stream()
			.collect(Collectors.groupingBy(EditItem::id, Collectors.counting()));
		assertThat(counts).hasSize(100).allSatisfy((id, count) -> assertThat(count).isBetween(50L, 150L));
		assertThat(counts.keySet()).allMatch(Stream.iterate(0, (item) -> item + 1)
			.limit(100)
			.collect(Collectors.toMap(Edits::id, Function.identity()))::containsKey);
	}

	@Test
	void argumentsAreJson() {
		EditItem edit = Edits.of(7, 99);
		assertThat(JsonMapper.shared().readValue(Edits.json(edit), EditItem.class)).isEqualTo(edit);
	}

	@Test
	void anItemTakesAbout120Bytes() {
		Item item = Item.NONE.edited(Edits.of(7, 99_999).text());
		assertThat(JsonMapper.shared().writeValueAsString(item).length()).isBetween(105, 135);
	}

	private static List<EditItem> first(int number, Edits edits) {
		return Stream.generate(edits::next).limit(number).toList();
	}

}
