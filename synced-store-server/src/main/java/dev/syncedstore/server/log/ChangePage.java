package dev.syncedstore.server.log;

import java.util.List;

/**
 * Some changes of a space.
 *
 * @param changes the changes in their order
 * @param complete whether there are no more
 */
public record ChangePage(List<VersionedPatch> changes, boolean complete) {

	public ChangePage {
		changes = List.copyOf(changes);
	}

}
