package dev.syncedstore.core.state;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OrderedMapTests {

	private static final String[] LETTERS = { "a", "b", "z", "\u007f", "é", "\ud7ff", "\ue000", "\uffff", "😀",
			"\ud800\udc00", "\udbff\udfff" };

	@Test
	void behavesLikeATreeMapUnderRandomChanges() {
		for (int seed = 0; seed < 30; seed++) {
			Random random = new Random(seed);
			NavigableMap<String, Integer> expected = new TreeMap<>(KeyOrder.COMPARATOR);
			OrderedMap<String, Integer> map = OrderedMap.empty(KeyOrder.COMPARATOR);
			for (int step = 0; step < 600; step++) {
				String key = key(random);
				if (random.nextInt(5) < 3) {
					map = map.put(key, step);
					expected.put(key, step);
				}
				else {
					map = map.remove(key);
					expected.remove(key);
				}
				assertThat(map.size()).as("seed %d, step %d", seed, step).isEqualTo(expected.size());
				assertThat(map.get(key)).as("seed %d, step %d", seed, step).isEqualTo(expected.get(key));
				if (step % 20 == 0) {
					assertThat(list(map.iterator())).as("seed %d, step %d", seed, step)
						.isEqualTo(List.copyOf(expected.entrySet()));
					assertThat(map.first()).as("seed %d, step %d", seed, step).isEqualTo(expected.firstEntry());
					assertRangesAreEqual(random, map, expected);
				}
			}
			assertThat(list(OrderedMap.copyOf(KeyOrder.COMPARATOR, expected).iterator()))
				.isEqualTo(List.copyOf(expected.entrySet()));
		}
	}

	@Test
	void aChangeLeavesTheMapAsItWas() {
		OrderedMap<String, Integer> one = OrderedMap.<String, Integer>empty(KeyOrder.COMPARATOR).put("a", 1);
		OrderedMap<String, Integer> two = one.put("a", 2).put("b", 2);
		OrderedMap<String, Integer> none = two.remove("a").remove("b");
		assertThat(list(one.iterator())).containsExactly(Map.entry("a", 1));
		assertThat(list(two.iterator())).containsExactly(Map.entry("a", 2), Map.entry("b", 2));
		assertThat(none.size()).isZero();
		assertThat(none.first()).isNull();
	}

	@Test
	void removingAKeyThatIsNotThereGivesTheSameMap() {
		OrderedMap<String, Integer> map = OrderedMap.copyOf(KeyOrder.COMPARATOR, Map.of("a", 1, "c", 3, "e", 5));
		assertThat(map.remove("b")).isSameAs(map);
	}

	@Test
	void staysBalanced() throws ReflectiveOperationException {
		int size = 1 << 14;
		OrderedMap<Integer, Integer> ascending = OrderedMap.empty(Integer::compare);
		OrderedMap<Integer, Integer> descending = OrderedMap.empty(Integer::compare);
		Map<Integer, Integer> all = new TreeMap<>();
		for (int i = 0; i < size; i++) {
			ascending = ascending.put(i, i);
			descending = descending.put(size - i, i);
			all.put(i, i);
		}
		assertIsBalanced(ascending);
		assertIsBalanced(descending);
		OrderedMap<Integer, Integer> built = OrderedMap.copyOf(Integer::compare, all);
		assertIsBalanced(built);
		// One side alone shrinks, which rotations must make up for.
		for (int i = 0; i < size - 100; i++) {
			built = built.remove(i);
		}
		assertIsBalanced(built);
		Random random = new Random(1);
		for (int i = 0; i < size; i++) {
			ascending = ascending.remove(random.nextInt(size)).put(random.nextInt(size) / 8, i);
		}
		assertIsBalanced(ascending);
	}

	@Test
	void manyChangesAtOnceAreTheSameAsOneByOne() throws ReflectiveOperationException {
		for (int seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			NavigableMap<Integer, Integer> expected = new TreeMap<>();
			OrderedMap<Integer, Integer> map = OrderedMap.empty(Integer::compare);
			for (int step = 1; step <= 20; step++) {
				TreeMap<Integer, Integer> changes = changes(random);
				List<Integer> values = new ArrayList<>();
				for (Map.Entry<Integer, Integer> change : changes.entrySet()) {
					boolean removed = change.getValue() < 0;
					values.add(removed ? null : change.getValue());
					expected.compute(change.getKey(), (key, value) -> removed ? null : change.getValue());
				}
				OrderedMap<Integer, Integer> before = map;
				List<Map.Entry<Integer, Integer>> entriesBefore = list(before.iterator());
				map = map.with(List.copyOf(changes.keySet()), values);
				assertThat(list(map.iterator())).as("seed %d, step %d", seed, step)
					.isEqualTo(List.copyOf(expected.entrySet()));
				assertThat(list(before.iterator())).isEqualTo(entriesBefore);
				assertThat(map.size()).isEqualTo(expected.size());
				assertIsBalanced(map);
			}
		}
	}

	@Test
	void removingManyKeysThatAreNotThereGivesTheSameMap() {
		OrderedMap<String, Integer> map = OrderedMap.copyOf(KeyOrder.COMPARATOR, Map.of("a", 1, "c", 3, "e", 5));
		assertThat(map.with(List.of("b", "d", "f"), Arrays.asList(null, null, null))).isSameAs(map);
	}

	/** Neighbouring keys, many or few, of which a negative value removes one. */
	private static TreeMap<Integer, Integer> changes(Random random) {
		TreeMap<Integer, Integer> changes = new TreeMap<>();
		int first = random.nextInt(1_000);
		int count = 1 << random.nextInt(10);
		int share = 1 + random.nextInt(4);
		for (int i = 0; i < count; i++) {
			changes.put(first + i * (1 + random.nextInt(2)), random.nextInt(4) < share ? i : -1);
		}
		return changes;
	}

	@Test
	void entriesAreEqualToThoseOfOtherMaps() {
		Map.Entry<String, Integer> entry = OrderedMap.copyOf(KeyOrder.COMPARATOR, Map.of("a", 1)).first();
		assertThat(entry).isEqualTo(Map.entry("a", 1)).hasSameHashCodeAs(Map.entry("a", 1)).hasToString("a=1");
		assertThat(Map.entry("a", 1)).isEqualTo(entry).isNotEqualTo(Map.entry("a", 2));
	}

	@Test
	void anIteratorEndsAndItsEntriesCannotBeChanged() {
		OrderedMap<String, Integer> map = OrderedMap.copyOf(KeyOrder.COMPARATOR, Map.of("a", 1));
		Iterator<Map.Entry<String, Integer>> entries = map.iterator();
		Map.Entry<String, Integer> entry = entries.next();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> entry.setValue(2));
	}

	private static void assertRangesAreEqual(Random random, OrderedMap<String, Integer> map,
			NavigableMap<String, Integer> expected) {
		for (int i = 0; i < 10; i++) {
			String one = key(random);
			String other = key(random);
			boolean inOrder = KeyOrder.compare(one, other) <= 0;
			String from = inOrder ? one : other;
			String to = inOrder ? other : one;
			boolean inclusive = random.nextBoolean();
			List<Map.Entry<String, Integer>> range = new ArrayList<>(
					expected.subMap(from, inclusive, to, false).entrySet());
			assertThat(list(map.range(from, inclusive, to, false))).as("%s to %s", from, to).isEqualTo(range);
			Collections.reverse(range);
			assertThat(list(map.range(from, inclusive, to, true))).as("%s down to %s", to, from).isEqualTo(range);
			if (!from.equals(to)) {
				assertThat(map.range(to, inclusive, from, random.nextBoolean()).hasNext()).isFalse();
			}
		}
	}

	private static String key(Random random) {
		StringBuilder result = new StringBuilder();
		for (int i = random.nextInt(4); i > 0; i--) {
			result.append(LETTERS[random.nextInt(LETTERS.length)]);
		}
		return result.toString();
	}

	private static <K, V> List<Map.Entry<K, V>> list(Iterator<Map.Entry<K, V>> entries) {
		List<Map.Entry<K, V>> result = new ArrayList<>();
		entries.forEachRemaining((entry) -> result.add(Map.entry(entry.getKey(), entry.getValue())));
		return result;
	}

	/** With weights 3 and 2 no path is longer than log(size) / log(4/3). */
	private static void assertIsBalanced(OrderedMap<?, ?> map) throws ReflectiveOperationException {
		Field root = OrderedMap.class.getDeclaredField("root");
		root.setAccessible(true);
		OrderedMap.Node<?, ?> top = (OrderedMap.Node<?, ?>) root.get(map);
		assertWeights(top);
		int depth = depth(top);
		assertThat(depth).isLessThanOrEqualTo((int) (Math.log(map.size() + 1) / Math.log(4 / 3.0)) + 1);
		assertThat(depth).isLessThanOrEqualTo(2 * (int) (Math.log(map.size() + 1) / Math.log(2)) + 2);
	}

	private static void assertWeights(OrderedMap.@Nullable Node<?, ?> node) {
		if (node != null) {
			int left = OrderedMap.Node.size(node.left) + 1;
			int right = OrderedMap.Node.size(node.right) + 1;
			assertThat(Math.max(left, right)).isLessThanOrEqualTo(3 * Math.min(left, right));
			assertWeights(node.left);
			assertWeights(node.right);
		}
	}

	private static int depth(OrderedMap.Node<?, ?> node) {
		return (node != null) ? 1 + Math.max(depth(node.left), depth(node.right)) : 0;
	}

}
