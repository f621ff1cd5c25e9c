package dev.syncedstore.server.assistant;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * An entry that a user may see.
 *
 * @param table its table
 * @param key its key in the table
 * @param own whether it is the user's own private one, rather than shared
 * @param json its value, or {@code null} if it was deleted
 */
public record EntryState(String table, String key, boolean own, @Nullable String json) {

	static EntryState of(Patch patch) {
		return of(patch.key(), patch.value());
	}

	static EntryState of(String wireKey, @Nullable StoredValue value) {
		EntryKey key = EntryKey.parse(wireKey);
		int slash = key.path().indexOf('/');
		return new EntryState(key.path().substring(0, slash), key.path().substring(slash + 1),
				key.visibility() == Visibility.PRIVATE, (value != null) ? value.json() : null);
	}

}
