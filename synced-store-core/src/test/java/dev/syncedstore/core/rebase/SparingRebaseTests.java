package dev.syncedstore.core.rebase;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rebase that runs only what a delta touches.
 */
class SparingRebaseTests {

	private static final List<String> MUTATORS = List.of("add", "append", "copyNext", "remove", "recurse", "note");

	private final PlainCodecs codecs = new PlainCodecs();

	private final StoreMutators mutators = new StoreMutators("list",
			MutatorCatalog.of(List.of(new ListMutators()), this.codecs), new MutationRunner(this.codecs));

	private final List<String> runs = new ArrayList<>();

	private final MutationReplay replay = (call, overlay) -> {
		this.runs.add(call.nonce());
		this.mutators.replayFor(new Side("alice", false)).run(call, overlay);
	};

	@Test
	void onlyWhatReadSomethingThatChangedRunsAgain() {
		LocalState state = LocalState.EMPTY.rebase(base(1, Map.of("lines/x", "x", "lines/y", "y")), 0, this.replay)
			.append(call("blind", "add", "a|milk"), this.replay)
			.append(call("reads x", "append", "x|!"), this.replay)
			.append(call("reads x again", "append", "x|?"), this.replay)
			.append(call("reads y", "append", "y|!"), this.replay)
			.append(call("reads after x", "copyNext", "b|x"), this.replay);
		this.runs.clear();
		Rebased rebased = rebase(state, 2, 0, new Patch("lines/x", new StoredValue("new")));
		assertThat(this.runs).containsExactly("reads x", "reads x again");
		assertThat(entries(rebased.state().view())).containsEntry("lines/x", "new!?");
		assertThat(rebased.changed()).containsExactly("lines/x");
	}

	@Test
	void whatIsOverwrittenBlindlyDoesNotChange() {
		LocalState state = LocalState.EMPTY.append(call("blind", "add", "x|mine"), this.replay)
			.append(call("reads mine", "append", "x|!"), this.replay);
		this.runs.clear();
		Rebased rebased = rebase(state, 1, 0, new Patch("lines/x", new StoredValue("theirs")));
		assertThat(this.runs).isEmpty();
		assertThat(rebased.changed()).isEmpty();
		assertThat(entries(rebased.state().view())).containsEntry("lines/x", "mine!");
	}

	@Test
	void whatHadNoEffectIsTriedAgain() {
		LocalState state = LocalState.EMPTY.rebase(base(1, Map.of("lines/x", "x")), 0, this.replay)
			.append(call("needs x", "append", "x|!"), this.replay);
		LocalState without = rebase(state, 2, 0, new Patch("lines/x", null)).state();
		assertThat(without.last().problem()).isNotNull();
		LocalState with = rebase(without, 3, 0, new Patch("lines/x", new StoredValue("x"))).state();
		assertThat(with.last().problem()).isNull();
		assertThat(entries(with.view())).containsEntry("lines/x", "x!");
	}

	@Test
	void whateverHappensItIsTheSameAsRunningEverything() {
		for (int seed = 0; seed < 500; seed++) {
			Random random = new Random(seed);
			LocalState state = LocalState.EMPTY;
			for (int step = 1; step < 12; step++) {
				for (int i = random.nextInt(6); i > 0; i--) {
					state = appended(state, random);
				}
				List<Patch> patches = patches(random);
				long processed = state.processedId() + random.nextInt(state.pendingCount() + 1);
				Rebased rebased = rebase(state, step, processed, patches.toArray(Patch[]::new));
				LocalState expected = state.rebase(rebased.state().base(), processed, this.replay);
				assertThat(entries(rebased.state().view())).as("Seed %s, step %s", seed, step)
					.isEqualTo(entries(expected.view()));
				assertThat(described(rebased.state())).as("Seed %s, step %s", seed, step)
					.isEqualTo(described(expected));
				assertThat(rebased.changed()).as("Seed %s, step %s", seed, step)
					.isEqualTo(differences(state.view(), expected.view()));
				state = rebased.state();
			}
		}
	}

	private LocalState appended(LocalState state, Random random) {
		String args = id(random) + "|" + id(random);
		try {
			return state.append(call("n" + random.nextLong(), MUTATORS.get(random.nextInt(MUTATORS.size())), args),
					this.replay);
		}
		catch (RuntimeException ex) {
			return state;
		}
	}

	private static List<Patch> patches(Random random) {
		Map<String, Patch> patches = new LinkedHashMap<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			String key = "lines/" + id(random);
			patches.put(key, new Patch(key, random.nextBoolean() ? new StoredValue(id(random)) : null));
		}
		return List.copyOf(patches.values());
	}

	private static String id(Random random) {
		return String.valueOf((char) ('a' + random.nextInt(6)));
	}

	private Rebased rebase(LocalState state, long version, long processedId, Patch... patches) {
		Base base = new Base(new HistoryPoint("e", version, "c" + version),
				state.base().entries().with(List.of(patches)));
		return state.rebase(base, List.of(patches), processedId, this.replay);
	}

	private static Base base(long version, Map<String, String> values) {
		Map<String, StoredValue> stored = new TreeMap<>();
		values.forEach((key, value) -> stored.put(key, new StoredValue(value)));
		return new Base(new HistoryPoint("e", version, "c" + version), Entries.of(stored));
	}

	private static MutationCall call(String nonce, String name, String args) {
		return new MutationCall(nonce, 1, name, new StoredValue(args));
	}

	private static Map<String, String> entries(Entries entries) {
		Map<String, String> all = new TreeMap<>();
		entries.all().forEachRemaining((entry) -> all.put(entry.getKey(), entry.getValue().json()));
		return all;
	}

	private static List<String> described(LocalState state) {
		List<String> described = new ArrayList<>();
		state.pending()
			.forEach((mutation) -> described.add(mutation.id() + " " + mutation.call().name() + " " + mutation.problem()
					+ " " + mutation.changes()));
		return described;
	}

	private static Set<String> differences(Entries before, Entries after) {
		Map<String, String> old = entries(before);
		Map<String, String> now = entries(after);
		Set<String> keys = new HashSet<>(old.keySet());
		keys.addAll(now.keySet());
		keys.removeIf((key) -> Objects.equals(old.get(key), now.get(key)));
		return keys;
	}

}
