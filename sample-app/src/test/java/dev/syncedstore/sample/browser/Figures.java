package dev.syncedstore.sample.browser;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figures that tests measure, in milliseconds. Each is printed as a line of JSON behind
 * the word {@code FIGURE}, for programs that keep them. What a test asserts leaves room
 * for a machine that does other things besides.
 */
final class Figures {

	/** So many times the bound may be taken before a test fails. */
	private static final double NOISE = 2.5;

	private Figures() {
	}

	static void check(String name, double figure, double bound) {
		System.out.printf(Locale.ROOT, "FIGURE {\"name\":\"browser.%s\",\"ms\":%.1f,\"bound_ms\":%.0f}%n", name, figure,
				bound);
		assertThat(figure).as(name).isPositive().isLessThan(NOISE * bound);
	}

	static double median(Collection<Double> figures) {
		return quantile(figures, 0.5);
	}

	static double quantile(Collection<Double> figures, double quantile) {
		List<Double> sorted = figures.stream().sorted().toList();
		return sorted.get(Math.min(sorted.size() - 1, (int) (quantile * sorted.size())));
	}

}
