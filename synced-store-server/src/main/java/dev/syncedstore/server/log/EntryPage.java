package dev.syncedstore.server.log;

import java.util.List;

import dev.syncedstore.core.state.Patch;

/**
 * Some entries of a space, of every visibility.
 *
 * @param entries the entries, each with a value, in the order of visibility, owner and
 * key
 * @param complete whether no more follow
 */
public record EntryPage(List<Patch> entries, boolean complete) {

	public EntryPage {
		entries = List.copyOf(entries);
	}

}
