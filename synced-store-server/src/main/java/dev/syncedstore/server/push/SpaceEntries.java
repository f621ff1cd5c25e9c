package dev.syncedstore.server.push;

import java.util.Collection;

import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.Patch;

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

	/** About how many bytes are held. */
	long weight();

}
