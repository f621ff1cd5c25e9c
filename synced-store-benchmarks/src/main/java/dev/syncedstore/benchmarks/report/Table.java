package dev.syncedstore.benchmarks.report;

import java.util.List;
import java.util.Locale;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.LineResult;

/**
 * The results as a table in Markdown.
 */
public final class Table {

	private Table() {
	}

	/**
	 * Make the table.
	 * @param machine what was measured on
	 * @param results of all lines
	 * @return lines of text
	 */
	public static String of(Machine machine, List<LineResult> results) {
		StringBuilder text = new StringBuilder();
		machine.facts()
			.forEach((name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
		text.append("\n| # | what | baseline | must be | is (median, lowest to highest) | absolute | |\n")
			.append("|---|---|---|---|---|---|---|\n");
		for (LineResult result : results) {
			text.append("| ")
				.append(String.join(" | ", String.valueOf(result.line().number()), result.line().what(),
						result.line().baseline(), bound(result), figure(result), absolute(result), verdict(result)))
				.append(" |\n");
		}
		return text.toString();
	}

	private static String verdict(LineResult result) {
		if (!result.isMet()) {
			return "**missed**";
		}
		return (result.line().bound().kind() == Bound.Kind.NONE) ? "" : "met";
	}

	private static String bound(LineResult result) {
		Bound bound = result.line().bound();
		String limit = number(bound.limit());
		return switch (bound.kind()) {
			case AT_LEAST_TIMES -> "≥ " + limit + "×";
			case AT_MOST_TIMES -> "≤ " + limit + "×";
			case AT_MOST_MORE -> "≤ +" + limit + " " + result.line().unit();
			case AT_MOST -> "≤ " + limit + " " + result.line().unit();
			case COMPLETES -> "completes";
			case NONE -> "–";
		};
	}

	private static String figure(LineResult result) {
		if (!result.isMeasured()) {
			return "failed";
		}
		String unit = switch (result.line().bound().kind()) {
			case AT_LEAST_TIMES, AT_MOST_TIMES -> "×";
			case AT_MOST_MORE, AT_MOST, COMPLETES, NONE -> " " + result.line().unit();
		};
		return number(result.figure()) + unit + " (" + number(result.lowest()) + " to " + number(result.highest())
				+ ")";
	}

	private static String absolute(LineResult result) {
		if (!result.isMeasured()) {
			return "–";
		}
		String candidate = number(result.candidate()) + " " + result.line().unit();
		return result.line().bound().needsBaseline() ? candidate + " against " + number(result.baseline()) : candidate;
	}

	static String number(double value) {
		if (Math.abs(value) >= 100) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (Math.abs(value) >= 10) ? "%.1f" : "%.2f", value).replaceAll("\\.0+$", "");
	}

}
