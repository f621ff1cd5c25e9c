package dev.syncedstore.server.push;

import java.util.Collection;

import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * What is held of a space's entries between batches: all of them, or, of a large space,
 * those that were used lately.
 */
sealed interface SpaceEntries permits WholeSpace, LargeSpace {

	/**
	 * The entries to run mutations on.
	 * @param stored the entries in the database
	 */
	EntryView over(EntryView stored);

	/**
	 * The entries after some changes. What was there before can't be used any more.
	 */
	SpaceEntries with(Collection<Patch> changes);

	/**
	 * What is under a key, as far as that is held.
	 * @return what is held, or {@code null} if that is not known
	 */
	@Nullable Held held(String key);

	/** About how many bytes are held. */
	long weight();

	/**
	 * What is known to be under a key.
	 *
	 * @param value the value, or {@code null} if there is none
	 */
	record Held(@Nullable StoredValue value) {
	}

}
