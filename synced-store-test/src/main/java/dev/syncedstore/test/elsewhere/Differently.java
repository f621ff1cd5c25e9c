package dev.syncedstore.test.elsewhere;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * What the JDK answers to static calls, as it might be on another machine. Called by
 * classes of applications on an {@link OtherMachine}, on what the JDK has answered here:
 * hence public, and named so briefly.
 */
public final class Differently {

	/** Another year, day, hour, minute and fraction of a second. */
	private static final Duration LATER = Duration.parse("P401DT7H23M11.123456789S");

	private Differently() {
	}

	/**
	 * Milliseconds or nanoseconds of some clock.
	 * @param here what the clock shows here
	 * @return what it shows there
	 */
	public static long of(long here) {
		return here + LATER.toMillis();
	}

	/**
	 * A moment.
	 * @param here the present moment here
	 * @return the one there
	 */
	public static Instant of(Instant here) {
		return here.plus(LATER);
	}

	/**
	 * A day.
	 * @param here today's here
	 * @return the one there
	 */
	public static LocalDate of(LocalDate here) {
		return here.plusDays(LATER.toDays());
	}

	/**
	 * A time.
	 * @param here the time here
	 * @return the one there
	 */
	public static LocalTime of(LocalTime here) {
		return here.plus(LATER);
	}

	/**
	 * A day and a time.
	 * @param here the time here
	 * @return the one there
	 */
	public static LocalDateTime of(LocalDateTime here) {
		return here.plus(LATER);
	}

	/**
	 * A day and a time in a zone.
	 * @param here the time here
	 * @return the one there
	 */
	public static ZonedDateTime of(ZonedDateTime here) {
		return here.plus(LATER);
	}

	/**
	 * A day and a time in a zone.
	 * @param here the time here
	 * @return the one there
	 */
	public static OffsetDateTime of(OffsetDateTime here) {
		return here.plus(LATER);
	}

	/**
	 * A year.
	 * @param here the year here
	 * @return the one there
	 */
	public static Year of(Year here) {
		return here.plusYears(1);
	}

	/**
	 * A clock.
	 * @param here the clock here
	 * @return the one there
	 */
	public static Clock of(Clock here) {
		return Clock.offset(here, LATER);
	}

	/**
	 * The machine's time zone.
	 * @param here the zone here
	 * @return the one there
	 */
	public static ZoneId of(ZoneId here) {
		ZoneId there = ZoneOffset.ofHours(11);
		return here.equals(there) ? ZoneOffset.UTC : there;
	}

	/**
	 * The machine's language.
	 * @param here the language here
	 * @return the one there
	 */
	public static Locale of(Locale here) {
		Locale there = Locale.forLanguageTag("tr-TR");
		return here.equals(there) ? Locale.ROOT : there;
	}

	/**
	 * A set without an order.
	 * @param <T> the type of the elements
	 * @param here the set here
	 * @return the one there
	 */
	public static <T> Set<T> of(Set<T> here) {
		return Collections.unmodifiableSet(new LinkedHashSet<>(BackwardsIterator.list(here.iterator())));
	}

	/**
	 * A map without an order.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param here the map here
	 * @return the one there
	 */
	public static <K, V> Map<K, V> of(Map<K, V> here) {
		Map<K, V> there = new LinkedHashMap<>();
		BackwardsIterator.list(here.entrySet().iterator())
			.forEach((entry) -> there.put(entry.getKey(), entry.getValue()));
		return Collections.unmodifiableMap(there);
	}

	/**
	 * A collector into a hash table.
	 * @param <T> the type of what is collected
	 * @param <R> the type of the result
	 * @param here the collector here
	 * @return the one there
	 */
	@SuppressWarnings("unchecked")
	public static <T, R> Collector<T, ?, R> of(Collector<T, ?, R> here) {
		return Collectors.collectingAndThen(here, (result) -> {
			if (result instanceof Map<?, ?> map) {
				return (R) new BackwardsMap<>(map);
			}
			return (result instanceof Set<?> set) ? (R) new BackwardsSet<>(set) : result;
		});
	}

}
