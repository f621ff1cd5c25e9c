package dev.syncedstore.benchmarks.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.LocalUser;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.StoreMutators;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;

/**
 * Pending mutations on a base that goes on.
 */
final class RebaseComparison implements Comparison {

	private static final String ELSEWHERE = "elsewhere";

	private static final String SAME = "same entries";

	private static final int ENTRIES = 100_000;

	private static final int PENDING = 1_000;

	private static final int PATCHES = 100;

	@Override
	public List<Line> lines() {
		String baseline = "the 1,000 mutators run once on a TreeMap of 100,000 entries";
		return List.of(
				new Line(12, ELSEWHERE, "rebase of 1,000 pending mutations on a delta of 100 patches", baseline, "ms",
						Bound.atMostTimes(3)),
				new Line(12, SAME, "the same, with all patches to entries that pending mutations have read", baseline,
						"ms", Bound.atMostTimes(3)));
	}

	@Override
	public Contest open(Form form) {
		return new Rebases();
	}

	private static final class Rebases implements Contest {

		private final Random random = new Random(5);

		private final Tasks tasks = new Tasks();

		private final MapContext map = new MapContext();

		private final List<Consumer<MutationContext>> calls = new ArrayList<>();

		private final LocalStore store = new LocalStore(
				"client", new LocalUser("alice", true), new StoreMutators("tasks",
						MutatorCatalog.of(List.of(this.tasks), Tasks.CODECS), new MutationRunner(Tasks.CODECS)),
				(change) -> {
				});

		private int round;

		Rebases() {
			for (int number : Tasks.inOrder(ENTRIES)) {
				this.map.map().put("tasks/" + Tasks.id(number), Tasks.task(number, 0));
			}
			this.store.rebase(new Base(new HistoryPoint("e", 0, null), Tasks.entries(ENTRIES)), null, 0,
					(mutation) -> null);
			for (int i = 0; i < PENDING; i++) {
				make(i);
			}
		}

		private void make(int i) {
			String id = Tasks.id(i);
			switch (i % 4) {
				case 0 -> {
					Tasks.Add args = new Tasks.Add("new-" + id, "Something new");
					make("add", Tasks.CODECS.forType(Tasks.Add.class).write(args), (ctx) -> this.tasks.add(ctx, args));
				}
				case 1 -> {
					Tasks.Rank args = new Tasks.Rank(id, i);
					make("rank", Tasks.CODECS.forType(Tasks.Rank.class).write(args),
							(ctx) -> this.tasks.rank(ctx, args));
				}
				default -> {
					Tasks.Complete args = new Tasks.Complete(id, true);
					make("complete", Tasks.CODECS.forType(Tasks.Complete.class).write(args),
							(ctx) -> this.tasks.complete(ctx, args));
				}
			}
		}

		private void make(String mutator, String args, Consumer<MutationContext> call) {
			this.calls.add(call);
			this.store.append(new MutationCall("nonce-" + this.calls.size(), 1, mutator, new StoredValue(args)));
		}

		@Override
		public Map<String, Double> baseline(Duration slice) {
			double millis = Repeated.millis(slice, () -> this.calls.forEach((call) -> call.accept(this.map)));
			return Map.of(ELSEWHERE, millis, SAME, millis);
		}

		@Override
		public Map<String, Double> candidate(Duration slice) {
			Duration half = slice.dividedBy(2);
			return Map.of(ELSEWHERE, rebase(half, (i) -> PENDING + this.random.nextInt(ENTRIES - PENDING)), SAME,
					rebase(half, (i) -> 4 * i + 2));
		}

		private double rebase(Duration slice, IntFunction<Integer> numbers) {
			return Repeated.millis(slice, () -> {
				List<Patch> patches = new ArrayList<>();
				this.round++;
				for (int i = 0; i < PATCHES; i++) {
					patches.add(Tasks.patch(numbers.apply(i), this.round));
				}
				return () -> {
					Base base = this.store.state().local().base();
					this.store.rebase(
							new Base(new HistoryPoint("e", this.round, "c" + this.round), base.entries().with(patches)),
							patches, 0, (mutation) -> null);
				};
			});
		}

	}

}
