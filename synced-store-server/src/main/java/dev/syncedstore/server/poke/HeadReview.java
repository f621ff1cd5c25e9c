package dev.syncedstore.server.poke;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.LogUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what subscribers have been told with where the log says their spaces are, for
 * all spaces by one query. Thread-safe.
 */
final class HeadReview {

	private static final Logger logger = LoggerFactory.getLogger(HeadReview.class);

	private final PokeParts parts;

	private final Map<SpaceId, SpaceChannel> channels;

	private final AtomicReference<Run> run = new AtomicReference<>(Run.NONE);

	HeadReview(PokeParts parts, Map<SpaceId, SpaceChannel> channels) {
		this.parts = parts;
		this.channels = channels;
	}

	/**
	 * Begin, unless there is nothing to compare. If a query is under way already, another
	 * one follows it: what happened before this call is seen in any case.
	 */
	void begin() {
		if (!this.channels.isEmpty()
				&& this.run.getAndUpdate((run) -> (run == Run.NONE) ? Run.LAST : Run.FOLLOWED) == Run.NONE) {
			submit();
		}
	}

	private void submit() {
		try {
			this.parts.database().execute(this::run);
		}
		catch (RejectedExecutionException ex) {
			this.run.set(Run.NONE);
		}
	}

	private void run() {
		try {
			this.parts.log().heads(Set.copyOf(this.channels.keySet())).forEach((space, head) -> {
				SpaceChannel channel = this.channels.get(space);
				if (channel != null) {
					channel.heard(CatchUp.Position.of(head));
				}
			});
		}
		catch (LogUnavailableException ex) {
			logger.debug("The log can't be asked whether subscribers have missed something", ex);
		}
		catch (RuntimeException ex) {
			logger.warn("The log can't be asked whether subscribers have missed something", ex);
		}
		finally {
			if (this.run.getAndUpdate((run) -> (run == Run.FOLLOWED) ? Run.LAST : Run.NONE) == Run.FOLLOWED) {
				submit();
			}
		}
	}

	/**
	 * What is under way.
	 */
	private enum Run {

		/** Nothing. */
		NONE,

		/** A query. */
		LAST,

		/** A query that another one follows. */
		FOLLOWED

	}

}
