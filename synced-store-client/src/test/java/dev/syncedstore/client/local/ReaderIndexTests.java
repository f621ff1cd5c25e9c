package dev.syncedstore.client.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import dev.syncedstore.core.Scan;
import dev.syncedstore.core.state.KeyRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has read what, looked up.
 */
class ReaderIndexTests {

	private final ReaderIndex<Integer> index = new ReaderIndex<>();

	@Test
	void itFindsThoseWhomAskingAllOfThemWouldFind() {
		Random random = new Random(3);
		List<ReadSet> readers = new ArrayList<>();
		for (int number = 0; number < 400; number++) {
			readers.add(reads(random));
			this.index.add(number, readers.get(number));
		}
		for (int number = 0; number < 400; number += 3) {
			this.index.remove(number, readers.get(number));
			readers.set(number, new ReadSet());
		}
		for (int round = 0; round < 2_000; round++) {
			String key = key(random);
			Set<Integer> found = new HashSet<>();
			this.index.find(List.of(key), found);
			assertThat(found).as(key).isEqualTo(expected(readers, key));
		}
	}

	@Test
	void itForgetsWhomItDoesNotNeed() {
		Random random = new Random(4);
		for (int number = 0; number < 100; number++) {
			ReadSet reads = reads(random);
			this.index.add(number, reads);
			this.index.remove(number, reads);
		}
		assertThat(this.index).usingRecursiveComparison().isEqualTo(new ReaderIndex<Integer>());
	}

	private static Set<Integer> expected(List<ReadSet> readers, String key) {
		return new HashSet<>(IntStream.range(0, readers.size())
			.filter((number) -> readers.get(number).keys().contains(key)
					|| readers.get(number).ranges().stream().anyMatch((range) -> range.contains(key)))
			.boxed()
			.toList());
	}

	private static ReadSet reads(Random random) {
		ReadSet reads = new ReadSet();
		for (int i = random.nextInt(3); i >= 0; i--) {
			reads.read(key(random));
			Scan scan = Scan.prefix(item(random));
			scan = random.nextBoolean() ? scan : scan.after(item(random));
			scan = random.nextBoolean() ? scan : scan.reversed();
			KeyRange range = KeyRange.of("t" + random.nextInt(3) + "/", scan);
			reads.scanned(random.nextBoolean() ? range : range.until(key(random)));
		}
		return reads;
	}

	private static String key(Random random) {
		return "t" + random.nextInt(3) + "/" + item(random);
	}

	private static String item(Random random) {
		StringBuilder item = new StringBuilder();
		for (int i = random.nextInt(4); i > 0; i--) {
			item.appendCodePoint((random.nextInt(8) > 0) ? 'a' + random.nextInt(3) : 0x1F600 + random.nextInt(2));
		}
		return item.toString();
	}

}
