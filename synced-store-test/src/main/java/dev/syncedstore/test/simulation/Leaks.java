package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Visibility;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelMutators;
import dev.syncedstore.test.model.ModelOutcome;
import dev.syncedstore.test.model.ModelRun;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts that a mutator takes out of entries that few may read and puts into entries
 * that more may read. That a text stands in both is a suspicion; what proves it is that
 * another text in its place comes out changed as well.
 */
final class Leaks {

	/** Shorter ones are in many places by chance. */
	private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){6,})\"");

	private final ModelMutators mutators;

	Leaks(ModelMutators mutators) {
		this.mutators = mutators;
	}

	/**
	 * Look for a leak.
	 * @param run a run on the server that was applied; others are not looked at
	 * @return what is leaked where
	 */
	Optional<String> find(ModelRun run) {
		if (!run.side().isServer()) {
			return Optional.empty();
		}
		for (Map.Entry<String, String> entry : run.outcome().entries().all().entrySet()) {
			if (!entry.getValue().equals(run.before().get(entry.getKey()))) {
				Optional<String> leak = find(run, entry.getKey(), entry.getValue());
				if (leak.isPresent()) {
					return leak;
				}
			}
		}
		return Optional.empty();
	}

	private Optional<String> find(ModelRun run, String key, String json) {
		EntryKey target = EntryKey.parse(key);
		if (target.visibility() == Visibility.SERVER_ONLY) {
			return Optional.empty();
		}
		for (String text : TEXT.matcher(json).results().map((MatchResult match) -> match.group(1)).toList()) {
			if (run.call().args().contains(text) || text.contains(run.side().userId())) {
				continue;
			}
			List<String> sources = new ArrayList<>();
			boolean known = false;
			for (Map.Entry<String, String> entry : run.before().all().entrySet()) {
				if (entry.getValue().contains(text)) {
					EntryKey source = EntryKey.parse(entry.getKey());
					known |= mayRead(target, source, run.side().userId());
					sources.add(entry.getKey());
				}
			}
			if (!known && !sources.isEmpty() && flows(run, key, text, sources)) {
				return Optional.of(sources.get(0) + " holds \"" + text + "\", and so does now " + key);
			}
		}
		return Optional.empty();
	}

	/**
	 * Whether all readers of one key may read another, or the maker gives away an own.
	 */
	private static boolean mayRead(EntryKey target, EntryKey source, String makerId) {
		return switch (source.visibility()) {
			case SHARED -> true;
			case PRIVATE -> source.owner().equals(makerId)
					|| (target.visibility() == Visibility.PRIVATE && source.owner().equals(target.owner()));
			case SERVER_ONLY -> false;
		};
	}

	private boolean flows(ModelRun run, String key, String text, List<String> sources) {
		String other = other(text);
		ModelEntries changed = run.before().copy();
		sources.forEach((source) -> {
			String json = changed.get(source);
			changed.put(source, (json != null) ? json.replace(text, other) : null);
		});
		ModelOutcome outcome = this.mutators.of(run.storeType()).run(run.call(), run.side(), changed, run.source());
		@Nullable String result = outcome.entries().get(key);
		return outcome.isApplied() && result != null && result.contains(other);
	}

	/** Another text of the same kind: one letter or digit is another. */
	private static String other(String text) {
		for (int i = text.length() - 1; i >= 0; i--) {
			char old = text.charAt(i);
			if (old >= '0' && old <= '9' || old >= 'a' && old <= 'f') {
				char replacement = (old == '1') ? '2' : (old == 'a') ? 'b' : (old <= '9') ? '1' : 'a';
				return text.substring(0, i) + replacement + text.substring(i + 1);
			}
		}
		return text + "-";
	}

}
