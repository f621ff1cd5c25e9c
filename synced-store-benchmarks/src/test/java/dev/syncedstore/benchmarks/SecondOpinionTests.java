package dev.syncedstore.benchmarks;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.compare.LineResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is measured twice.
 */
class SecondOpinionTests {

	private static final Line LINE = new Line(5, "p99", "what", "against", "ms", Bound.atMostTimes(2));

	private final List<Form> forms = new ArrayList<>();

	@Test
	void whatIsFarFromWhatItMustBeIsMeasuredAgainInFullAndThatCounts() throws Exception {
		assertThat(run(Form.SHORT, result(4.1), result(1.5))).isEqualTo(List.of(result(1.5)));
		assertThat(this.forms).containsExactly(Form.SHORT, Form.FULL);
	}

	@Test
	void whatIsFarFromItInFullTooIsMissed() throws Exception {
		List<LineResult> results = run(Form.SHORT, result(4.1), result(4.2));
		assertThat(results).isEqualTo(List.of(result(4.2)));
		assertThat(results.get(0).isMissedByFar()).isTrue();
	}

	@Test
	void whatIsNearEnoughIsMeasuredOnce() throws Exception {
		assertThat(run(Form.SHORT, result(3.9), result(1))).isEqualTo(List.of(result(3.9)));
		assertThat(this.forms).containsExactly(Form.SHORT);
	}

	@Test
	void thereIsNothingMoreThoroughThanTheFullForm() throws Exception {
		assertThat(run(Form.FULL, result(4.1), result(1))).isEqualTo(List.of(result(4.1)));
		assertThat(this.forms).containsExactly(Form.FULL);
	}

	@Test
	void whatCouldNotBeMeasuredIsNoNoise() throws Exception {
		LineResult failed = LineResult.failed(LINE);
		List<LineResult> results = run(Form.SHORT, failed, result(1));
		assertThat(results).isEqualTo(List.of(failed));
		assertThat(results.get(0).isMissedByFar()).isTrue();
		assertThat(this.forms).containsExactly(Form.SHORT);
	}

	private List<LineResult> run(Form form, LineResult first, LineResult second) throws Exception {
		return new SecondOpinion((comparison, asked) -> {
			assertThat(comparison).isEqualTo("last-client");
			this.forms.add(asked);
			return List.of((this.forms.size() == 1) ? first : second);
		}, (text) -> {
		}).run("last-client", form);
	}

	private static LineResult result(double ratio) {
		return new LineResult(LINE, List.of(new LineResult.Pair(1, ratio)));
	}

}
