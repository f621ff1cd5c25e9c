package dev.syncedstore.core.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;

import dev.syncedstore.core.Scan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OverlayTests {

	@Test
	void readsAsIfTheChangesWereMade() {
		for (int seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			NavigableMap<String, StoredValue> expected = new TreeMap<>(KeyOrder.COMPARATOR);
			for (int i = random.nextInt(30); i > 0; i--) {
				expected.put(key(random), value(i));
			}
			Entries below = Entries.of(expected);
			Overlay overlay = new Overlay(new Limited(below));
			Overlay upper = new Overlay(overlay);
			for (int i = random.nextInt(30); i > 0; i--) {
				String key = key(random);
				StoredValue value = (random.nextInt(3) > 0) ? value(100 + i) : null;
				(random.nextBoolean() ? upper : overlay).put(new Patch(key, value));
			}
			apply(overlay, expected);
			apply(upper, expected);
			for (int i = 0; i < 30; i++) {
				String key = key(random);
				assertThat(upper.get(key)).isEqualTo(expected.get(key));
				assertRangeIsEqual(seed, random, upper, expected);
			}
			assertThat(toMap(below.with(overlay.changes()).with(upper.changes()))).isEqualTo(expected);
		}
	}

	@Test
	void leavesWhatItLiesOnAlone() {
		Entries below = Entries.of(Map.of("t/a", value(1), "t/b", value(2)));
		Overlay overlay = new Overlay(below);
		overlay.put(new Patch("t/a", null));
		overlay.put(new Patch("t/c", value(3)));
		assertThat(overlay.get("t/a")).isNull();
		assertThat(toMap(below)).containsOnlyKeys("t/a", "t/b");
	}

	@Test
	void theLastChangeOfAKeyCounts() {
		Overlay overlay = new Overlay(Entries.EMPTY);
		overlay.put(new Patch("t/b", value(1)));
		overlay.put(new Patch("t/a", value(2)));
		overlay.put(new Patch("t/b", null));
		assertThat(overlay.changes()).containsExactly(new Patch("t/a", value(2)), new Patch("t/b", null));
	}

	@Test
	void aScanWhoseCursorIsBeyondItsEndFindsNothing() {
		Overlay overlay = new Overlay(Entries.of(Map.of("t/b", value(1))));
		overlay.put(new Patch("t/b1", value(2)));
		assertThat(overlay.range(KeyRange.of("t/", Scan.prefix("b").after("c")), 10).hasNext()).isFalse();
		assertThat(overlay.range(KeyRange.of("t/", Scan.prefix("b").after("a").reversed()), 10).hasNext()).isFalse();
	}

	@Test
	void aMergedRangeEnds() {
		Overlay overlay = new Overlay(Entries.of(Map.of("t/a", value(1))));
		overlay.put(new Patch("t/b", value(2)));
		Iterator<Map.Entry<String, StoredValue>> range = overlay.range(KeyRange.ofPrefix("t/"), 10);
		range.next();
		range.next();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(range::next);
	}

	@Test
	void changesCannotBeMadeBehindItsBack() {
		Overlay overlay = new Overlay(Entries.EMPTY);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> overlay.changes().add(new Patch("t/a", null)));
	}

	private static void assertRangeIsEqual(int seed, Random random, Overlay overlay,
			NavigableMap<String, StoredValue> expected) {
		KeyRange range = new KeyRange(key(random), random.nextBoolean(), key(random), random.nextBoolean());
		int limit = 1 + random.nextInt(10);
		NavigableMap<String, StoredValue> covered = expected.subMap(range.from(), range.fromInclusive(), range.to(),
				false);
		List<Map.Entry<String, StoredValue>> found = new ArrayList<>();
		Iterator<Map.Entry<String, StoredValue>> entries = overlay.range(range, limit);
		while (found.size() < limit && entries.hasNext()) {
			Map.Entry<String, StoredValue> entry = entries.next();
			found.add(Map.entry(entry.getKey(), entry.getValue()));
		}
		assertThat(found).as("seed %d, %s, limit %d", seed, range, limit)
			.isEqualTo((range.reverse() ? covered.descendingMap() : covered).entrySet().stream().limit(limit).toList());
	}

	private static void apply(Overlay overlay, Map<String, StoredValue> entries) {
		overlay.changes().forEach((change) -> {
			if (change.value() != null) {
				entries.put(change.key(), change.value());
			}
			else {
				entries.remove(change.key());
			}
		});
	}

	private static Map<String, StoredValue> toMap(Entries entries) {
		Map<String, StoredValue> result = new TreeMap<>(KeyOrder.COMPARATOR);
		entries.all().forEachRemaining((entry) -> result.put(entry.getKey(), entry.getValue()));
		assertThat(result).hasSize(entries.size());
		return result;
	}

	private static String key(Random random) {
		return "t/" + "ab\uffff".charAt(random.nextInt(3)) + random.nextInt(20);
	}

	private static StoredValue value(int number) {
		return new StoredValue("{\"n\":" + number + "}");
	}

	/** Takes the limit literally, as a view that fetches from a database does. */
	private record Limited(EntryView view) implements EntryView {

		@Override
		public StoredValue get(String key) {
			return this.view.get(key);
		}

		@Override
		public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
			List<Map.Entry<String, StoredValue>> fetched = new ArrayList<>();
			Iterator<Map.Entry<String, StoredValue>> entries = this.view.range(range, limit);
			while (fetched.size() < limit && entries.hasNext()) {
				fetched.add(entries.next());
			}
			return fetched.iterator();
		}

	}

}
