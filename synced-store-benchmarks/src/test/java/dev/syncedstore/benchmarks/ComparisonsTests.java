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
		assertThat(Comparisons.filling(List.of(2))).containsExactly("hot-batches", "uniform-batches");
		assertThat(Comparisons.filling(List.of(1, 4))).containsExactly("hot-single", "many-spaces");
	}

	@Test
	void anUnknownNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Comparisons.get("nothing"))
			.withMessageContaining("hot-single");
	}

}
