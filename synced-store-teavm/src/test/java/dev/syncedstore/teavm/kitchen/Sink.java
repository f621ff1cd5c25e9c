package dev.syncedstore.teavm.kitchen;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A component of every kind that JSON can carry.
 */
record Sink(String text, boolean flag, byte small, short medium, int whole, long large, double real, Boolean boxedFlag,
		@Nullable Integer boxedWhole, Long boxedLarge, @Nullable Double boxedReal, Level level, UUID id, Instant at,
		LocalDate day, Duration length, Optional<String> maybe, Optional<List<Integer>> maybeMany, List<String> tags,
		List<@Nullable String> gaps, List<List<Long>> table, Map<String, Double> weights,
		Map<String, @Nullable Figure> figures, Figure figure, @Nullable Sink inner) {

	enum Level {

		LOW {
			@Override
			public String toString() {
				return "not my name";
			}
		},
		HIGH

	}

	sealed interface Figure permits Circle, Angular {

	}

	sealed interface Angular extends Figure {

	}

	record Circle(double radius) implements Figure {
	}

	record Square(double side, Optional<Figure> within) implements Angular {
	}

	record Point() implements Angular {
	}

}
