package dev.syncedstore.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pairs, ratios and bounds, with sides that measure what they are told.
 */
class PairedRunTests {

	private static final Line FASTER = new Line(1, "rate", "ours", "theirs", "calls/s", Bound.atLeastTimes(2));

	private static final Line LATER = new Line(2, "delay", "ours", "theirs", "ms", Bound.atMostMore(3));

	private static final Line MEMORY = new Line(3, "heap", "ours", "–", "KB", Bound.atMost(64));

	private final List<String> calls = new ArrayList<>();

	private long nanoTime;

	@Test
	void theMedianOfTheRatiosCounts() throws Exception {
		List<LineResult> results = run();
		assertThat(results).extracting(LineResult::line).containsExactly(FASTER, LATER, MEMORY);
		assertThat(results.get(0).figure()).isEqualTo(3);
		assertThat(results.get(0).lowest()).isEqualTo(1);
		assertThat(results.get(0).highest()).isEqualTo(5);
		assertThat(results.get(0).isMet()).isTrue();
		assertThat(results.get(1).figure()).isEqualTo(4);
		assertThat(results.get(1).isMet()).isFalse();
		assertThat(results.get(2).figure()).isEqualTo(60);
		assertThat(results.get(2).baseline()).isNaN();
	}

	@Test
	void theSidesTakeTurnsAfterTheWarmUp() throws Exception {
		run();
		assertThat(this.calls).containsExactly("baseline", "candidate", "candidate", "baseline", "baseline",
				"candidate", "closed");
	}

	@Test
	void whatRunsOnceIsNotWarmedUp() throws Exception {
		List<LineResult> results = run(new Told() {

			@Override
			public boolean runsOnce() {
				return true;
			}

		});
		assertThat(this.calls).containsExactly("baseline", "candidate", "closed");
		assertThat(this.nanoTime).isEqualTo(2 * Form.SHORT.slice().toNanos());
		assertThat(results).allSatisfy((result) -> assertThat(result.pairs()).hasSize(1));
	}

	@Test
	void noiseIsNoFailure() {
		assertThat(Bound.atLeastTimes(2).isMissedByFar(1.01)).isFalse();
		assertThat(Bound.atLeastTimes(2).isMissedByFar(0.99)).isTrue();
		assertThat(Bound.atMostTimes(2).isMissedByFar(3.99)).isFalse();
		assertThat(Bound.atMostTimes(2).isMissedByFar(4.01)).isTrue();
	}

	private List<LineResult> run() throws Exception {
		return run(new Told());
	}

	private List<LineResult> run(Comparison comparison) throws Exception {
		return new PairedRun(Form.SHORT, (progress) -> {
		}, () -> this.nanoTime).run(comparison);
	}

	private class Told implements Comparison, Contest {

		private int pair;

		@Override
		public List<Line> lines() {
			return List.of(FASTER, LATER, MEMORY);
		}

		@Override
		public Contest open(Form form) {
			return this;
		}

		@Override
		public Map<String, Double> baseline(Duration slice) {
			note("baseline", slice);
			return Map.of("rate", 10.0, "delay", 7.0);
		}

		@Override
		public Map<String, Double> candidate(Duration slice) {
			note("candidate", slice);
			if (!slice.equals(Form.SHORT.slice())) {
				return Map.of();
			}
			this.pair++;
			return Map.of("rate", 10.0 * (2 * this.pair - 1), "delay", 11.0, "heap", 60.0);
		}

		private void note(String side, Duration slice) {
			PairedRunTests.this.nanoTime += slice.toNanos();
			if (slice.equals(Form.SHORT.slice())) {
				PairedRunTests.this.calls.add(side);
			}
		}

		@Override
		public void close() {
			PairedRunTests.this.calls.add("closed");
		}

	}

}
