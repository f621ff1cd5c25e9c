package dev.syncedstore.teavm.kitchen;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.syncedstore.core.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Makes values with what is at the edges.
 *
 * @param random the source of chance
 */
record Sinks(RandomGenerator random) {

	private static final String[] PIECES = { "a", "Z", "\"", "\\", "\n", "\u0001", "\u007f", "é", "\u2028", "\uffff",
			"😀", "\ud800\udc00", "/", " ", "null", "10", "9", "__proto__", "\ue000" };

	private static final double[] DOUBLES = { 0.0, -0.0, 1.0, 0.1, -1.5, 1e21, 1e-300, Double.MAX_VALUE,
			Double.MIN_VALUE, 2e23, 9007199254740991.0, 1e-7, 123456.789 };

	private static final long[] LONGS = { 0, 1, -1, Limits.MAX_INTEGER, -Limits.MAX_INTEGER, Integer.MIN_VALUE };

	Put put() {
		return new Put("s" + this.random.nextInt(4), sink((this.random.nextInt(4) == 0) ? 1 : 0));
	}

	private Sink sink(int depth) {
		return new Sink(text(), this.random.nextBoolean(), (byte) this.random.nextInt(), (short) this.random.nextInt(),
				this.random.nextInt(), integer(), real(), this.random.nextBoolean(), orNull(this.random::nextInt),
				integer(), orNull(this::real), Sink.Level.values()[this.random.nextInt(2)],
				new UUID(this.random.nextLong(), this.random.nextLong()),
				Instant.ofEpochSecond(this.random.nextInt(), this.random.nextInt(1_000) * nanos()),
				LocalDate.ofEpochDay(this.random.nextInt(1_000_000)),
				Duration.ofSeconds(this.random.nextInt(), this.random.nextInt(1_000) * nanos()),
				Optional.ofNullable(orNull(this::text)), Optional.ofNullable(orNull(() -> list(this.random::nextInt))),
				list(this::text), gaps(), list(() -> list(this::integer)), map(this::real), map(() -> figure(2)),
				figure(2), (depth > 0) ? orNull(() -> sink(depth - 1)) : null);
	}

	private int nanos() {
		return (this.random.nextInt(3) == 0) ? 0 : this.random.nextBoolean() ? 1_000 : 1_000_000;
	}

	private String text() {
		StringBuilder result = new StringBuilder();
		for (int i = this.random.nextInt(5); i > 0; i--) {
			result.append(PIECES[this.random.nextInt(PIECES.length)]);
		}
		return result.toString();
	}

	private Sink.Figure figure(int depth) {
		return switch (this.random.nextInt(3)) {
			case 0 -> new Sink.Circle(real());
			case 1 -> new Sink.Square(real(), (depth > 0) ? Optional.of(figure(depth - 1)) : Optional.empty());
			default -> new Sink.Point();
		};
	}

	private long integer() {
		return this.random.nextBoolean() ? LONGS[this.random.nextInt(LONGS.length)]
				: this.random.nextLong() % (Limits.MAX_INTEGER + 1);
	}

	private double real() {
		return this.random.nextBoolean() ? DOUBLES[this.random.nextInt(DOUBLES.length)]
				: this.random.nextDouble() * this.random.nextInt(1_000_000);
	}

	private List<@Nullable String> gaps() {
		List<@Nullable String> result = new ArrayList<>();
		for (int i = this.random.nextInt(2); i > 0; i--) {
			result.add(orNull(this::text));
		}
		return result;
	}

	private <T> List<T> list(Supplier<T> element) {
		List<T> result = new ArrayList<>();
		for (int i = this.random.nextInt(2); i > 0; i--) {
			result.add(element.get());
		}
		return result;
	}

	private <T> Map<String, T> map(Supplier<T> value) {
		Map<String, T> result = new LinkedHashMap<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			result.put(text(), value.get());
		}
		return result;
	}

	private <T> @Nullable T orNull(Supplier<T> value) {
		return this.random.nextBoolean() ? value.get() : null;
	}

}
