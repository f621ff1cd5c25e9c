package dev.syncedstore.test.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Visibility;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelRun;
import org.jspecify.annotations.Nullable;

/**
 * What mutations did where they were made, in one run of a simulation, to be compared
 * with what they do on the server.
 */
final class Effects {

	private final Map<String, Map<String, String>> first = new HashMap<>();

	/**
	 * A mutation was run.
	 * @param run the run
	 * @return whether it is on the server and did something else there
	 */
	boolean differ(ModelRun run) {
		if (run.source() != null) {
			return false;
		}
		String mutation = run.side().userId() + " " + run.call();
		Map<String, String> effect = effect(run);
		if (run.side().isServer()) {
			@Nullable Map<String, String> made = this.first.remove(mutation);
			return made != null && !made.equals(effect);
		}
		this.first.putIfAbsent(mutation, effect);
		return false;
	}

	/** As far as clients can know of it. */
	private static Map<String, String> effect(ModelRun run) {
		Map<String, String> effect = new TreeMap<>();
		ModelEntries after = run.outcome().entries();
		after.all().forEach((key, json) -> {
			if (isKnownToClients(key) && !json.equals(run.before().get(key))) {
				effect.put(key, json);
			}
		});
		run.before().all().forEach((key, json) -> {
			if (isKnownToClients(key) && after.get(key) == null) {
				effect.put(key, "");
			}
		});
		effect.put("", Objects.requireNonNullElse(run.outcome().code(), ""));
		return effect;
	}

	private static boolean isKnownToClients(String key) {
		return EntryKey.parse(key).visibility() != Visibility.SERVER_ONLY;
	}

}
