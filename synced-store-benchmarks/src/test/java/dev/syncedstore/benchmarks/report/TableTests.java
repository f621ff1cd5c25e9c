package dev.syncedstore.benchmarks.report;

import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.compare.LineResult;
import dev.syncedstore.benchmarks.compare.LineResult.Pair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How results are shown.
 */
class TableTests {

	private static final Machine MACHINE = new Machine(Map.of("jdk", "17", "processors", "2"));

	@Test
	void theMachineStandsAboveTheLines() {
		assertThat(Table.of(MACHINE, List.of())).startsWith("- jdk: 17\n- processors: 2\n\n| # |");
	}

	@Test
	void aRatioIsShownWithItsSpreadAndTheAbsolutes() {
		assertThat(
				row(Bound.atLeastTimes(15), new Pair(1_000, 20_000), new Pair(1_500, 24_000), new Pair(1_000, 14_000)))
			.isEqualTo("| 1 | what | against | ≥ 15× | 16× (14 to 20) | 20,000 u against 1,000 | met |");
	}

	@Test
	void whatIsNotGoodEnoughIsMissed() {
		assertThat(row(Bound.atMostMore(3), new Pair(1, 4.5)))
			.endsWith("| 3.50 u (3.50 to 3.50) | 4.50 u against 1 " + "| **missed** |");
		assertThat(row(Bound.atMost(64), new Pair(Double.NaN, 65))).contains("≤ 64 u").endsWith("| **missed** |");
	}

	@Test
	void whatHasOnlyToCompleteHasNoBaseline() {
		assertThat(row(Bound.completes(), new Pair(Double.NaN, 12)))
			.isEqualTo("| 1 | what | against | completes | 12 u (12 to 12) | 12 u | met |");
	}

	@Test
	void whatIsForInformationIsNeitherMetNorMissed() {
		assertThat(row(Bound.none(), new Pair(Double.NaN, 4))).endsWith("| – | 4 u (4 to 4) | 4 u |  |");
	}

	@Test
	void whatCouldNotBeMeasuredHasFailed() {
		assertThat(row(Bound.none())).endsWith("| – | failed | – | **missed** |");
		assertThat(row(Bound.completes())).endsWith("| completes | failed | – | **missed** |");
		assertThat(row(Bound.atLeastTimes(15))).endsWith("| ≥ 15× | failed | – | **missed** |");
	}

	private static String row(Bound bound, Pair... pairs) {
		Line line = new Line(1, "name", "what", "against", "u", bound);
		String[] lines = Table.of(MACHINE, List.of(new LineResult(line, List.of(pairs)))).split("\n");
		return lines[lines.length - 1];
	}

}
