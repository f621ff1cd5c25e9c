package dev.syncedstore.benchmarks.compare;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What meets a bound.
 */
class BoundTests {

	@Test
	void aLimitIsGoodEnough() {
		assertThat(Bound.atLeastTimes(2).isMet(2)).isTrue();
		assertThat(Bound.atLeastTimes(2).isMet(1.99)).isFalse();
		assertThat(Bound.atMostTimes(2).isMet(2)).isTrue();
		assertThat(Bound.atMost(2).isMet(2.01)).isFalse();
	}

	@Test
	void whatOnlyCompletesMeetsItsBoundUnlessItFailed() {
		for (Bound bound : List.of(Bound.completes(), Bound.none())) {
			assertThat(bound.needsBaseline()).isFalse();
			assertThat(bound.isMet(bound.figure(1_000, Double.NaN))).isTrue();
			assertThat(bound.isMissedByFar(1_000)).isFalse();
			assertThat(bound.isMet(Double.NaN)).isFalse();
		}
	}

	@Test
	void aFailedLineIsMissedByFarWhateverItsBound() {
		for (Bound bound : List.of(Bound.atLeastTimes(1), Bound.atMostTimes(1), Bound.atMostMore(1), Bound.atMost(1),
				Bound.completes(), Bound.none())) {
			LineResult failed = LineResult.failed(new Line(1, "name", "what", "against", "ms", bound));
			assertThat(failed.isMet()).isFalse();
			assertThat(failed.figure()).isNaN();
			assertThat(failed.lowest()).isNaN();
			assertThat(failed.highest()).isNaN();
			assertThat(failed.isMissedByFar()).isTrue();
		}
	}

	@Test
	void whatIsNotWhatItMustBeIsMissedByFarWhereItGetsTwiceAsBad() {
		Bound slow = Bound.atMostTimes(1.5).missedBy(2.5);
		assertThat(slow.isMet(1.6)).isFalse();
		assertThat(slow.isMissedByFar(4.9)).isFalse();
		assertThat(slow.isMissedByFar(5.1)).isTrue();
		Bound few = Bound.atLeastTimes(1).missedBy(0.6);
		assertThat(few.isMet(0.6)).isFalse();
		assertThat(few.isMissedByFar(0.31)).isFalse();
		assertThat(few.isMissedByFar(0.29)).isTrue();
	}

}
