package dev.syncedstore.benchmarks.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;

/**
 * Everything about the Java client, in one process: each part gets its share of a slice.
 */
public final class ClientComparison implements Comparison {

	private final List<Comparison> parts = List.of(new MutateComparison(), new ScanComparison(),
			new RebaseComparison());

	@Override
	public List<Line> lines() {
		return this.parts.stream().flatMap((part) -> part.lines().stream()).toList();
	}

	@Override
	public Contest open(Form form) throws Exception {
		List<Contest> contests = new ArrayList<>();
		for (Comparison part : this.parts) {
			contests.add(part.open(form));
		}
		return new Together(contests);
	}

	private record Together(List<Contest> contests) implements Contest {

		@Override
		public Map<String, Double> baseline(Duration slice) throws Exception {
			Map<String, Double> figures = new HashMap<>();
			for (Contest contest : this.contests) {
				figures.putAll(contest.baseline(slice.dividedBy(this.contests.size())));
			}
			return figures;
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws Exception {
			Map<String, Double> figures = new HashMap<>();
			for (Contest contest : this.contests) {
				figures.putAll(contest.candidate(slice.dividedBy(this.contests.size())));
			}
			return figures;
		}

		@Override
		public void close() throws IOException {
			for (Contest contest : this.contests) {
				contest.close();
			}
		}

	}

}
