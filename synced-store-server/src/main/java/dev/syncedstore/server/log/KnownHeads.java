package dev.syncedstore.server.log;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * The newest heads that were ever seen of the spaces that were used lately. It outlives
 * what is cached of their entries. Bounded, and thread-safe.
 */
final class KnownHeads {

	private static final int CAPACITY = 50_000;

	private final int capacity;

	private final Map<SpaceId, SpaceHead> heads = new LinkedHashMap<>(16, 0.75f, true);

	KnownHeads() {
		this(CAPACITY);
	}

	KnownHeads(int capacity) {
		this.capacity = capacity;
	}

	synchronized @Nullable SpaceHead get(SpaceId space) {
		return this.heads.get(space);
	}

	/**
	 * A head was seen that goes on from what is known. Others may have seen newer ones
	 * meanwhile, but none of another epoch that is older.
	 */
	synchronized void advance(SpaceId space, SpaceHead head) {
		if (!head.exists()) {
			return;
		}
		SpaceHead known = this.heads.get(space);
		if (known == null || !known.epoch().equals(head.epoch()) || known.version() <= head.version()) {
			put(space, head);
		}
	}

	/** A new history begins. */
	synchronized void replace(SpaceId space, SpaceHead head) {
		put(space, head);
	}

	private void put(SpaceId space, SpaceHead head) {
		this.heads.put(space, head);
		if (this.heads.size() > this.capacity) {
			Iterator<SpaceId> eldest = this.heads.keySet().iterator();
			eldest.next();
			eldest.remove();
		}
	}

}
