package dev.syncedstore.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs both sides of a comparison in turns, so that what the machine does meanwhile hits
 * both alike.
 */
public final class PairedRun {

	private final Form form;

	private final Consumer<String> progress;

	private final LongSupplier nanoTime;

	/**
	 * Create a run.
	 * @param form how thorough
	 * @param progress is told what is going on
	 */
	public PairedRun(Form form, Consumer<String> progress) {
		this(form, progress, System::nanoTime);
	}

	PairedRun(Form form, Consumer<String> progress, LongSupplier nanoTime) {
		this.form = form;
		this.progress = progress;
		this.nanoTime = nanoTime;
	}

	/**
	 * Warm up, then measure.
	 * @param comparison what to measure
	 * @return a result for each line
	 * @throws Exception if a side fails
	 */
	public List<LineResult> run(Comparison comparison) throws Exception {
		try (Contest contest = comparison.open(this.form)) {
			if (!comparison.runsOnce()) {
				warmUp(contest);
			}
			List<Figures> pairs = new ArrayList<>();
			int wanted = comparison.runsOnce() ? 1 : this.form.pairs();
			for (int pair = 0; pair < wanted; pair++) {
				pairs.add(pair(contest, pair % 2 == 0));
				this.progress.accept(pairs.get(pair).toString());
			}
			return comparison.lines().stream().map((line) -> result(line, pairs)).toList();
		}
	}

	private void warmUp(Contest contest) throws Exception {
		long end = this.nanoTime.getAsLong() + this.form.warmUp().toNanos();
		Duration part = this.form.warmUp().dividedBy(4);
		do {
			contest.baseline(part);
			contest.candidate(part);
		}
		while (this.nanoTime.getAsLong() < end);
	}

	private Figures pair(Contest contest, boolean baselineFirst) throws Exception {
		Duration slice = this.form.slice();
		if (baselineFirst) {
			Map<String, Double> baseline = contest.baseline(slice);
			return new Figures(baseline, contest.candidate(slice));
		}
		Map<String, Double> candidate = contest.candidate(slice);
		return new Figures(contest.baseline(slice), candidate);
	}

	private static LineResult result(Line line, List<Figures> pairs) {
		return new LineResult(line, pairs.stream().map((figures) -> figures.pair(line)).toList());
	}

	private record Figures(Map<String, Double> baseline, Map<String, Double> candidate) {

		LineResult.Pair pair(Line line) {
			return new LineResult.Pair(line.bound().needsBaseline() ? get(this.baseline, line, "baseline") : Double.NaN,
					get(this.candidate, line, "candidate"));
		}

		private static double get(Map<String, Double> figures, Line line, String side) {
			Double figure = figures.get(line.name());
			if (figure == null) {
				throw new IllegalStateException(
						"The " + side + " measured " + figures.keySet() + ", not " + line.name());
			}
			return figure;
		}

	}

}
