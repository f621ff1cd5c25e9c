package dev.syncedstore.test.crash;

import java.util.Set;

/**
 * What somebody wrote who has no copy of the space.
 *
 * @param writer who
 * @param confirmed the numbers of the lines that were confirmed
 * @param last the highest number; what is not confirmed up to it may be there or not
 */
record Written(String writer, Set<Long> confirmed, long last) {

	Written {
		confirmed = Set.copyOf(confirmed);
	}

}
