package dev.syncedstore.test.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;

import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.test.parity.BrowserSide.Both;
import dev.syncedstore.test.parity.BrowserSide.Spoiling;

/**
 * Makes calls, one space after the other, on both sides, and counts what they came to.
 */
final class Comparison {

	/** After so many calls a new space begins: in full ones little happens. */
	private static final int CALLS_A_SPACE = 60;

	private static final int ONE_OF_HOW_MANY_IS_SPOILED = 6;

	private final List<MutatorDefinition> mutators;

	private final BiFunction<MutatorDefinition, Random, String> arguments;

	private final List<String> users;

	private final long seed;

	private final Random random;

	private final Map<String, Integer> applied = new TreeMap<>();

	private final Map<String, Integer> rejected = new TreeMap<>();

	private final Map<String, Integer> failed = new TreeMap<>();

	Comparison(List<MutatorDefinition> mutators, BiFunction<MutatorDefinition, Random, String> arguments,
			List<String> users, long seed) {
		this.mutators = mutators;
		this.arguments = arguments;
		this.users = users;
		this.seed = seed;
		this.random = new Random(seed);
	}

	ParityReport run(int calls, BrowserSide browser, ValueCodecs codecs) {
		for (int first = 0; first < calls; first += CALLS_A_SPACE) {
			List<Call> space = calls(Math.min(CALLS_A_SPACE, calls - first), browser);
			JavaSide java = new JavaSide(codecs);
			List<JavaSide.Result> here = space.stream().map(java::run).toList();
			List<Both> there = browser.run(space, here.stream().map(JavaSide.Result::changes).toList());
			for (int i = 0; i < space.size(); i++) {
				compare(first + i, space.get(i), here.get(i).with(there.get(i).changesOfJava()), there.get(i).here());
			}
		}
		return new ParityReport(calls, this.applied, this.rejected, this.failed);
	}

	private void compare(int number, Call call, Outcome here, Outcome there) {
		if (!here.isSameAs(there)) {
			throw new AssertionError("Call " + number + " of seed " + this.seed + ", " + call + "\n  on the JVM    "
					+ here + "\n  in the browser " + there);
		}
		Map<String, Integer> counts = switch (here.kind()) {
			case APPLIED -> this.applied;
			case REJECTED -> this.rejected;
			case FAILED -> this.failed;
		};
		counts.merge(call.mutator().name(), 1, Integer::sum);
	}

	private List<Call> calls(int number, BrowserSide browser) {
		String user = this.users.get(this.random.nextInt(this.users.size()));
		List<Call> calls = new ArrayList<>();
		List<Integer> places = new ArrayList<>();
		List<Spoiling> spoilings = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			MutatorDefinition mutator = this.mutators.get(this.random.nextInt(this.mutators.size()));
			String args = this.arguments.apply(mutator, this.random);
			calls.add(new Call(mutator, args, user));
			if (this.random.nextInt(ONE_OF_HOW_MANY_IS_SPOILED) == 0) {
				places.add(i);
				spoilings.add(new Spoiling(args, this.random.nextInt(1_000), this.random.nextInt(1_000)));
			}
		}
		List<String> spoiled = browser.spoiled(spoilings);
		for (int i = 0; i < places.size(); i++) {
			Call call = calls.get(places.get(i));
			calls.set(places.get(i), new Call(call.mutator(), spoiled.get(i), user));
		}
		return calls;
	}

}
