package dev.syncedstore.benchmarks.engine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long calls took.
 */
class CallTimesTests {

	private static final long MILLI = 1_000_000;

	@Test
	void theRateIsThatOfAllThreadsFromTheFirstBeginToTheLastEnd() {
		CallTimes one = new CallTimes();
		one.add(1_000 * MILLI, 1_400 * MILLI);
		one.add(1_400 * MILLI, 1_500 * MILLI);
		CallTimes other = new CallTimes();
		other.add(1_100 * MILLI, 3_000 * MILLI);
		CallTimes all = new CallTimes();
		all.add(one);
		all.add(other);
		assertThat(all.calls()).isEqualTo(3);
		assertThat(all.callsPerSecond()).isEqualTo(1.5);
	}

	@Test
	void oneCallInAHundredMayBeSlower() {
		CallTimes times = new CallTimes();
		for (int i = 0; i < 1_000; i++) {
			times.add(i * MILLI, (i + ((i % 200 == 0) ? 500 : 4)) * MILLI);
		}
		assertThat(times.p99Millis()).isBetween(3.9, 4.1);
	}

}
