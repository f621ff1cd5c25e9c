package dev.syncedstore.server.push;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.LogUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings spaces to this node's version of their schema, step after step, whether anybody
 * waits for it or not. What a crash has left over, of whatever node, is gone on with. Two
 * nodes that work on one space take turns. Thread-safe.
 */
public final class SchemaRuns {

	private static final Logger logger = LoggerFactory.getLogger(SchemaRuns.class);

	/** So many spaces at a time are gone on with. */
	private static final int AT_ONCE = 20;

	private final EngineParts parts;

	private final SpaceWriters writers;

	private final Set<SpaceId> running = ConcurrentHashMap.newKeySet();

	/**
	 * Create it.
	 * @param parts what the engine works with
	 * @param writers take the steps
	 */
	public SchemaRuns(EngineParts parts, SpaceWriters writers) {
		this.parts = parts;
		this.writers = writers;
	}

	/**
	 * Bring a space to the version that this node has.
	 * @param space the space
	 * @return completed with {@code true} once it is there, with {@code false} once it is
	 * clear that this takes a while; fails if it can't be done now
	 */
	public CompletableFuture<Boolean> bring(SpaceId space) {
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		this.writers.submit(space, new MigrationCall(result));
		return result;
	}

	/** Take the next steps of a space that is on its way, unless that is going on. */
	void goOn(SpaceId space) {
		if (this.running.add(space)) {
			step(space);
		}
	}

	/**
	 * Go on with what is on its way and nobody works on. To be called at start and every
	 * ten seconds or so, on a thread that may wait for the database.
	 */
	public void resume() {
		try {
			for (SpaceId space : this.parts.log().migrating(AT_ONCE)) {
				if (this.parts.catalog().storeTypes().contains(space.storeType())) {
					goOn(space);
				}
			}
		}
		catch (LogUnavailableException ex) {
			logger.debug("Spaces on their way to another schema version can't be looked for", ex);
		}
	}

	private void step(SpaceId space) {
		bring(space).whenComplete((done, failure) -> {
			if (failure == null && !done) {
				step(space);
			}
			else {
				// A failure has been logged; the next look finds the space again.
				this.running.remove(space);
			}
		});
	}

}
