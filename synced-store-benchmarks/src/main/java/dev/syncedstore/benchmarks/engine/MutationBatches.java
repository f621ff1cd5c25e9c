package dev.syncedstore.benchmarks.engine;

import java.util.List;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;

/**
 * Line 2: 25 mutations a push, on hot keys or on many.
 */
public final class MutationBatches implements Comparison {

	private static final int MUTATIONS = 25;

	private static final int MANY = 1_000_000;

	private static final int MANY_IN_SHORT = 100_000;

	private final String name;

	private final Items items;

	private final Bound bound;

	private MutationBatches(String name, Items items, Bound bound) {
		this.name = name;
		this.items = items;
		this.bound = bound;
	}

	/**
	 * On 1,000 keys.
	 * @return the comparison
	 */
	public static MutationBatches hot() {
		return new MutationBatches("hot", new Items(SingleMutations.ITEMS, SingleMutations.ITEMS),
				Bound.atLeastTimes(40));
	}

	/**
	 * On 1,000,000 keys, or 100,000 in the short form.
	 * @return the comparison
	 */
	public static MutationBatches uniform() {
		return new MutationBatches("uniform", new Items(MANY, MANY_IN_SHORT), Bound.atLeastTimes(20));
	}

	@Override
	public List<Line> lines() {
		String keys = (this.items.full() == this.items.small()) ? "1,000 hot keys"
				: "1,000,000 uniform keys (short: 100,000)";
		return List.of(
				new Line(2, this.name, "the same with 25 mutations a push, " + keys, AgainstJpa.BASELINE, "mutations/s",
						this.bound),
				new Line(2, CallersContest.p99(this.name), "p99 of such a push", "–", "ms", Bound.none()));
	}

	@Override
	public List<String> jvmOptions() {
		return List.of("-Xmx2g");
	}

	@Override
	public Contest open(Form form) throws Exception {
		return AgainstJpa.open(this.name, form.size(this.items.full(), this.items.small()), MUTATIONS);
	}

	/**
	 * How many entries a space has.
	 *
	 * @param full in the full form
	 * @param small in the short form
	 */
	private record Items(int full, int small) {
	}

}
