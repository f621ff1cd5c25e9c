package dev.syncedstore.server.push;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * Where listeners believe spaces to be, for those spaces where a commit may have happened
 * without anybody being told. Bounded, as pulls heal what is forgotten here; thread-safe.
 */
final class UntoldHeads {

	private static final int CAPACITY = 10_000;

	private final Map<SpaceId, SpaceHead> heads = new LinkedHashMap<>();

	synchronized void remember(SpaceId space, SpaceHead told) {
		this.heads.putIfAbsent(space, told);
		if (this.heads.size() > CAPACITY) {
			Iterator<SpaceId> oldest = this.heads.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
	}

	synchronized @Nullable SpaceHead get(SpaceId space) {
		return this.heads.get(space);
	}

	synchronized void forget(SpaceId space) {
		this.heads.remove(space);
	}

}
