package dev.syncedstore.server.log;

import java.util.List;

/**
 * By how much a commit changes what a space has.
 *
 * @param size the change, as if there had been nothing under the blind keys
 * @param blind the keys that the commit writes without knowing what is there, which the
 * log has to look up
 */
public record Growth(SpaceSize size, List<String> blind) {

	/** No change. */
	public static final Growth NONE = new Growth(SpaceSize.NONE, List.of());

	public Growth {
		blind = List.copyOf(blind);
	}

}
