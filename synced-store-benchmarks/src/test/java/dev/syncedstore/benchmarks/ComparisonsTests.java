package dev.syncedstore.benchmarks;

import java.util.List;

import dev.syncedstore.benchmarks.compare.Line;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which comparisons there are.
 */
class ComparisonsTests {

	@Test
	void noTwoLinesOfASectionHaveTheSameName() {
		List<Line> lines = Comparisons.filling(List.of())
			.stream()
			.flatMap((name) -> Comparisons.get(name).lines().stream())
			.toList();
		assertThat(lines).extracting((line) -> line.number() + " " + line.name()).doesNotHaveDuplicates();
	}

	@Test
	void aSectionIsFilledByItsComparisonsAlone() {
		assertThat(Comparisons.filling(List.of(2))).containsExactly("hot-entries", "many-entries");
		assertThat(Comparisons.filling(List.of(1, 14))).containsExactly("hot-entries", "small-heap",
				"subscription-memory");
	}

	@Test
	void anUnknownNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Comparisons.get("nothing"))
			.withMessageContaining("hot-entries");
	}

}
