package dev.syncedstore.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

import dev.syncedstore.benchmarks.compare.Contest;

/**
 * Shares each slice of time among several trials, by the names of their lines. What
 * counts of a trial that was run several times is the median.
 */
final class Trials implements Contest {

	private final Map<String, Trial> trials;

	private final Closeable afterwards;

	private final LongSupplier nanoTime;

	/**
	 * Create a contest.
	 * @param trials by the names of lines, run in this order
	 * @param afterwards what to close after them
	 * @param nanoTime the time
	 */
	Trials(Map<String, Trial> trials, Closeable afterwards, LongSupplier nanoTime) {
		this.trials = new LinkedHashMap<>(trials);
		this.afterwards = afterwards;
		this.nanoTime = nanoTime;
	}

	@Override
	public Map<String, Double> baseline(Duration slice) throws Exception {
		Map<String, Double> figures = new LinkedHashMap<>();
		for (Map.Entry<String, Trial> trial : this.trials.entrySet()) {
			figures.put(trial.getKey(), median(slice, trial.getValue()::baseline));
		}
		return figures;
	}

	@Override
	public Map<String, Double> candidate(Duration slice) throws Exception {
		Map<String, Double> figures = new LinkedHashMap<>();
		for (Map.Entry<String, Trial> trial : this.trials.entrySet()) {
			figures.put(trial.getKey(), median(slice, trial.getValue()::candidate));
		}
		return figures;
	}

	private double median(Duration slice, Callable<Double> side) throws Exception {
		long end = this.nanoTime.getAsLong() + slice.toNanos() / this.trials.size();
		List<Double> times = new ArrayList<>();
		do {
			times.add(side.call());
		}
		while (this.nanoTime.getAsLong() < end);
		times.sort(null);
		return (times.get((times.size() - 1) / 2) + times.get(times.size() / 2)) / 2;
	}

	@Override
	public void close() throws IOException {
		try {
			for (Trial trial : this.trials.values()) {
				trial.close();
			}
		}
		finally {
			this.afterwards.close();
		}
	}

}
