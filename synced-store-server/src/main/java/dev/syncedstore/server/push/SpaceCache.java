package dev.syncedstore.server.push;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * The spaces that were written lately, as many as there is room for. Nothing in it is
 * trusted before it is compared with the locked row of the space. Thread-safe.
 */
final class SpaceCache {

	private final long maxWeight;

	private final Map<SpaceId, Weighed> spaces = new LinkedHashMap<>(16, 0.75f, true);

	private long weight;

	SpaceCache(long maxWeight) {
		this.maxWeight = maxWeight;
	}

	synchronized @Nullable CachedSpace get(SpaceId space) {
		Weighed known = this.spaces.get(space);
		return (known != null) ? known.space : null;
	}

	synchronized void put(SpaceId space, CachedSpace cached) {
		Weighed added = new Weighed(cached, cached.weight());
		Weighed previous = this.spaces.put(space, added);
		this.weight += added.weight - ((previous != null) ? previous.weight : 0);
		Iterator<Weighed> eldest = this.spaces.values().iterator();
		while (this.weight > this.maxWeight && eldest.hasNext()) {
			this.weight -= eldest.next().weight;
			eldest.remove();
		}
	}

	synchronized void remove(SpaceId space) {
		Weighed removed = this.spaces.remove(space);
		if (removed != null) {
			this.weight -= removed.weight;
		}
	}

	synchronized int size() {
		return this.spaces.size();
	}

	synchronized long weight() {
		return this.weight;
	}

	/**
	 * A space and what it weighed when it was put in; it may grow before it is put again.
	 */
	private record Weighed(CachedSpace space, long weight) {
	}

}
