package dev.syncedstore.server.push;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.syncedstore.core.SpaceId;

/**
 * The spaces whose migration has failed, so that the log tells it once and not with each
 * request. Bounded; thread-safe.
 */
final class FailedMigrations {

	private static final int CAPACITY = 10_000;

	private final Set<SpaceId> spaces = new LinkedHashSet<>();

	/**
	 * Take note of a failure.
	 * @return whether it is the first one, as far as is remembered
	 */
	synchronized boolean add(SpaceId space) {
		boolean first = this.spaces.add(space);
		if (this.spaces.size() > CAPACITY) {
			Iterator<SpaceId> oldest = this.spaces.iterator();
			oldest.next();
			oldest.remove();
		}
		return first;
	}

	synchronized void remove(SpaceId space) {
		this.spaces.remove(space);
	}

}
