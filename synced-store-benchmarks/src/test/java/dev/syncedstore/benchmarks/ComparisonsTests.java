package dev.syncedstore.benchmarks;

import java.util.List;

import dev.syncedstore.benchmarks.compare.Form;
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
		List<Line> lines = Comparisons.filling(List.of(), Form.FULL)
			.stream()
			.flatMap((name) -> Comparisons.get(name).lines().stream())
			.toList();
		assertThat(lines).extracting((line) -> line.number() + " " + line.name()).doesNotHaveDuplicates();
	}

	@Test
	void aSectionIsFilledByItsComparisonsAlone() {
		for (Form form : Form.values()) {
			assertThat(Comparisons.filling(List.of(2), form)).containsExactly("hot-entries", "many-entries");
			assertThat(Comparisons.filling(List.of(1, 14), form)).containsExactly("hot-entries", "small-heap",
					"subscription-memory");
		}
	}

	@Test
	void theShortFormLeavesOutWhatTakesLongToSetUp() {
		List<String> all = Comparisons.filling(List.of(), Form.FULL);
		assertThat(all).contains("hot-entries", "last-client", "loading", "restart", "small-heap", "two-nodes");
		assertThat(Comparisons.filling(List.of(), Form.SHORT)).isSubsetOf(all)
			.contains("hot-entries", "last-client", "loading", "broadcast", "client")
			.doesNotContain("restart", "small-heap", "two-nodes");
	}

	@Test
	void anUnknownNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Comparisons.get("nothing"))
			.withMessageContaining("hot-entries");
	}

}
