package dev.syncedstore.benchmarks.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Contest;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Groups of callers in turns. Each gives, under the name of the line that it is run for,
 * mutations per second; and besides the 99th percentile of a call in milliseconds as
 * {@code <name> p99} and this process's processor time for a mutation as
 * {@code <name> cpu µs}, which only the progress shows.
 */
final class CallersContest implements Contest {

	private final EngineNode node;

	private final List<Group> baseline;

	private final List<Group> candidate;

	/**
	 * @param node what is to be closed at the end
	 * @param baseline the callers of the baselines
	 * @param candidate the callers of the candidates
	 */
	CallersContest(EngineNode node, List<Group> baseline, List<Group> candidate) {
		this.node = node;
		this.baseline = baseline;
		this.candidate = candidate;
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

	private static Map<String, Double> run(List<Group> groups, Duration slice) throws RunnerException {
		Map<String, Double> figures = new LinkedHashMap<>();
		for (Group group : groups) {
			CallersRun run = CallersRun.of(group.callers(), slice);
			for (String name : group.names()) {
				figures.put(name, run.callsPerSecond() * group.mutationsPerCall());
				figures.put(p99(name), run.p99Millis());
				figures.put(name + " cpu µs", run.cpuMicrosPerCall() / group.mutationsPerCall());
			}
		}
		return figures;
	}

	/** That everything that callers were told to be durable is there. */
	@Override
	public void close() throws IOException {
		try (this.node) {
			this.node.check();
		}
	}

	/**
	 * Callers that do the same.
	 *
	 * @param names the lines that they are run for
	 * @param callers the callers
	 * @param mutationsPerCall how many mutations a call is
	 */
	record Group(List<String> names, List<? extends Caller> callers, int mutationsPerCall) {

		static Group of(String name, List<? extends Caller> callers) {
			return new Group(List.of(name), callers, 1);
		}

	}

}
