package dev.syncedstore.benchmarks.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.core.SpaceId;

/**
 * Line 14, its second half: a space that is larger than the memory, written and pulled.
 */
public final class SmallHeap implements Comparison {

	private static final String WRITTEN = "written in little memory";

	private static final String PULLED = "pulled in little memory";

	private static final int MANY = 1_000_000;

	private static final int MANY_IN_SHORT = 100_000;

	@Override
	public List<Line> lines() {
		return List.of(
				new Line(14, WRITTEN, "a space of 1,000,000 entries (short: 100,000) written under -Xmx256m", "–", "s",
						Bound.completes()),
				new Line(14, PULLED, "the same space pulled under -Xmx256m", "–", "s", Bound.completes()));
	}

	@Override
	public List<String> jvmOptions() {
		return List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
	}

	@Override
	public boolean runsOnce() {
		return true;
	}

	@Override
	public boolean isForEveryDay() {
		return false;
	}

	@Override
	public Contest open(Form form) throws Exception {
		return new WriteAndPull(EngineNode.start(), form.size(MANY, MANY_IN_SHORT));
	}

	private record WriteAndPull(EngineNode node, int items) implements Contest {

		@Override
		public Map<String, Double> baseline(Duration slice) {
			return Map.of();
		}

		@Override
		public Map<String, Double> candidate(Duration slice) {
			SpaceId space = new SpaceId(ItemMutators.STORE_TYPE, "large");
			long start = System.nanoTime();
			SpaceFiller.fill(this.node.engine().pushService(), space, this.items);
			long written = System.nanoTime();
			int pulled = new FirstLoad(this.node.engine().pullService(), space).pull();
			if (pulled != this.items) {
				throw new IllegalStateException("Of " + this.items + " entries " + pulled + " were pulled");
			}
			return Map.of(WRITTEN, (written - start) / 1e9, PULLED, (System.nanoTime() - written) / 1e9);
		}

		@Override
		public void close() {
			this.node.close();
		}

	}

}
