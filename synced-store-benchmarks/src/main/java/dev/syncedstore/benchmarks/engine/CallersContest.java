package dev.syncedstore.benchmarks.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Contest;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Two groups of callers in turns. Each measures mutations per second as {@code name}, and
 * the 99th percentile of a call in milliseconds as {@code name p99}.
 */
final class CallersContest implements Contest {

	private final String name;

	private final Side baseline;

	private final Side candidate;

	private final EngineNode node;

	private final Runnable verification;

	/**
	 * @param name of the line
	 * @param baseline the callers of the baseline
	 * @param candidate the callers of the candidate
	 * @param node what is to be closed at the end
	 * @param verification checks at the end that everything was done
	 */
	CallersContest(String name, Side baseline, Side candidate, EngineNode node, Runnable verification) {
		this.name = name;
		this.baseline = baseline;
		this.candidate = candidate;
		this.node = node;
		this.verification = verification;
	}

	static String p99(String name) {
		return name + " p99";
	}

	@Override
	public Map<String, Double> baseline(Duration slice) throws RunnerException {
		return run(this.baseline, slice);
	}

	@Override
	public Map<String, Double> candidate(Duration slice) throws RunnerException {
		return run(this.candidate, slice);
	}

	private Map<String, Double> run(Side side, Duration slice) throws RunnerException {
		CallersRun run = CallersRun.of(side.callers(), slice);
		Map<String, Double> figures = new LinkedHashMap<>();
		figures.put(this.name, run.callsPerSecond() * side.mutationsPerCall());
		figures.put(p99(this.name), run.p99Millis());
		return figures;
	}

	@Override
	public void close() throws IOException {
		try (this.node) {
			this.verification.run();
		}
	}

	/**
	 * Callers that do the same.
	 *
	 * @param callers the callers
	 * @param mutationsPerCall how many mutations a call is
	 */
	record Side(List<? extends Caller> callers, int mutationsPerCall) {
	}

}
