package dev.syncedstore.core.state;

import java.util.List;
import java.util.stream.Stream;

import dev.syncedstore.core.Scan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRangeTests {

	private static final List<String> KEYS = List.of("t", "t/", "t/a", "t/b", "t/ba", "t/bb", "t/b\uffff",
			"t/b\udbff\udfff", "t/c", "t0", "u/b");

	@Test
	void aPrefixCoversWhatBeginsWithIt() {
		assertThat(covered(KeyRange.ofPrefix("t/b"))).containsExactly("t/b", "t/ba", "t/bb", "t/b\uffff",
				"t/b\udbff\udfff");
		assertThat(covered(KeyRange.of("t/", Scan.prefix("b")))).isEqualTo(covered(KeyRange.ofPrefix("t/b")));
	}

	@Test
	void aScanOfAllStaysWithinTheTable() {
		assertThat(covered(KeyRange.of("t/", Scan.all()))).containsExactly("t/", "t/a", "t/b", "t/ba", "t/bb",
				"t/b\uffff", "t/b\udbff\udfff", "t/c");
	}

	@Test
	void aCursorIsPassedInTheDirectionOfTheScan() {
		assertThat(covered(KeyRange.of("t/", Scan.prefix("b").after("ba")))).containsExactly("t/bb", "t/b\uffff",
				"t/b\udbff\udfff");
		assertThat(covered(KeyRange.of("t/", Scan.prefix("b").after("ba").reversed()))).containsExactly("t/b");
	}

	@Test
	void aCursorBeforeTheStartChangesNothing() {
		assertThat(KeyRange.of("t/", Scan.prefix("b").after("a"))).isEqualTo(KeyRange.of("t/", Scan.prefix("b")));
		assertThat(KeyRange.of("t/", Scan.prefix("b").after("c").reversed()))
			.isEqualTo(KeyRange.of("t/", Scan.prefix("b").reversed()));
	}

	@Test
	void aRangeUntilAKeyEndsWithIt() {
		assertThat(covered(KeyRange.of("t/", Scan.all()).until("t/b"))).containsExactly("t/", "t/a", "t/b");
		assertThat(covered(KeyRange.of("t/", Scan.all().reversed()).until("t/b\uffff"))).containsExactly("t/b\uffff",
				"t/b\udbff\udfff", "t/c");
	}

	@Test
	void aCursorBeyondTheEndLeavesARangeWithoutKeys() {
		KeyRange ascending = KeyRange.of("t/", Scan.prefix("b").after("c"));
		KeyRange descending = KeyRange.of("t/", Scan.prefix("b").after("a").reversed());
		assertThat(Stream.of(ascending, descending)).allSatisfy((range) -> {
			assertThat(covered(range)).isEmpty();
			assertThat(KeyOrder.compare(range.from(), range.to())).isZero();
		});
	}

	private static List<String> covered(KeyRange range) {
		return KEYS.stream().filter(range::contains).toList();
	}

}
