package dev.syncedstore.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How slices are shared, with trials that take the time they are told.
 */
class TrialsTests {

	private final List<String> calls = new ArrayList<>();

	private long nanoTime;

	@Test
	void eachTrialHasItsPartOfTheSliceAndAtLeastOneTurn() throws Exception {
		Trials trials = trials(new Told("quick", 30), new Told("slow", 500));
		assertThat(trials.candidate(Duration.ofMillis(200))).isEqualTo(Map.of("quick", 32.5, "slow", 501.0));
		assertThat(this.calls).containsExactly("quick", "quick", "quick", "quick", "slow");
	}

	@Test
	void theSidesAreKeptApart() throws Exception {
		Trials trials = trials(new Told("one", 100));
		assertThat(trials.baseline(Duration.ofMillis(100))).isEqualTo(Map.of("one", 1.0));
		assertThat(trials.candidate(Duration.ofMillis(100))).isEqualTo(Map.of("one", 101.0));
	}

	@Test
	void whatComesAfterwardsIsClosedEvenIfATrialFails() {
		Trials trials = new Trials(Map.of("broken", new Broken()), () -> this.calls.add("afterwards"),
				() -> this.nanoTime);
		assertThatIllegalStateException().isThrownBy(trials::close);
		assertThat(this.calls).containsExactly("afterwards");
	}

	private Trials trials(Told... trials) {
		Map<String, Trial> named = new LinkedHashMap<>();
		for (Told trial : trials) {
			named.put(trial.name, trial);
		}
		return new Trials(named, () -> {
		}, () -> this.nanoTime);
	}

	private final class Told implements Trial {

		private final String name;

		private double millis;

		Told(String name, double millis) {
			this.name = name;
			this.millis = millis;
		}

		@Override
		public double baseline() {
			TrialsTests.this.nanoTime += Duration.ofMillis(100).toNanos();
			return 1;
		}

		@Override
		public double candidate() {
			TrialsTests.this.calls.add(this.name);
			TrialsTests.this.nanoTime += (long) (this.millis * 1_000_000);
			return ++this.millis;
		}

	}

	private static final class Broken implements Trial {

		@Override
		public double baseline() {
			return 1;
		}

		@Override
		public double candidate() {
			return 1;
		}

		@Override
		public void close() {
			throw new IllegalStateException("broken");
		}

	}

}
