package dev.syncedstore.processor.kitchen;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A record with a component of every kind that JSON can carry.
 *
 * @param text some text
 * @param level how much of it: {@code LOW} or more
 */
public record KitchenSink(String text, boolean flag, byte small, short medium, int whole, long large, double real,
		Boolean boxedFlag, Byte boxedSmall, @Nullable Integer boxedWhole, Long boxedLarge, @Nullable Double boxedReal,
		Level level, UUID id, Instant at, LocalDate day, Duration length, Optional<String> maybe,
		Optional<List<Integer>> maybeMany, List<@Nullable String> gaps, List<List<Long>> table,
		Map<String, Double> weights, Map<String, @Nullable Figure> figures, Figure figure, @Nullable KitchenSink inner,
		List<KitchenSink> more) {

	/**
	 * How much.
	 */
	public enum Level {

		LOW, HIGH

	}

}
