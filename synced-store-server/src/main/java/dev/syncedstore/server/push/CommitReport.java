package dev.syncedstore.server.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.EngineObserver;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SentMutation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells callers, listeners and observers of what is durable. Thread-safe.
 */
final class CommitReport {

	private static final Logger logger = LoggerFactory.getLogger(CommitReport.class);

	private final CommitListener listener;

	private final EngineObserver observer;

	private final AccessDecisions access;

	private final Clock clock;

	private final Runnable enqueued;

	private final Consumer<SpaceId> sent;

	/**
	 * Create it.
	 * @param listener is told of commits
	 * @param parts what the engine works with
	 * @param enqueued is told that a commit has enqueued actions
	 * @param sent is told of each space that a commit has sent something to
	 */
	CommitReport(CommitListener listener, EngineParts parts, Runnable enqueued, Consumer<SpaceId> sent) {
		this.sent = sent;
		this.enqueued = enqueued;
		this.listener = listener;
		this.observer = parts.observer();
		this.access = parts.access();
		this.clock = parts.clock();
	}

	/** Commits that nobody here has been told of yet. */
	void missed(@Nullable CommittedBatch missed) {
		if (missed != null) {
			this.listener.committed(missed);
		}
	}

	void committed(Batch batch, Instant start) {
		for (BatchState.Fault fault : batch.faults()) {
			ProcessedMutation mutation = fault.mutation();
			logger.error("Mutator {} failed in space {}, version {}. Its caller was told: {}", mutation.mutator(),
					batch.space(), mutation.version(), mutation.message(), fault.cause());
		}
		CommittedBatch committed = batch.toCommitted();
		if (batch.hasVersions()) {
			// Before anybody hears of it: who was removed by it is removed from now on.
			this.access.committed(committed);
		}
		batch.completions().forEach(Runnable::run);
		if (!batch.hasVersions()) {
			return;
		}
		this.listener.committed(committed);
		String storeType = batch.space().storeType();
		if (!batch.commit().enqueued().isEmpty()) {
			this.enqueued.run();
		}
		if (!batch.commit().sent().isEmpty()) {
			batch.commit().sent().stream().map(SentMutation::target).distinct().forEach(this.sent);
		}
		this.observer.batchCommitted(storeType, batch.commit().mutations().size(),
				Duration.between(start, this.clock.instant()));
		for (ProcessedMutation mutation : batch.commit().mutations()) {
			if (mutation.code() != null) {
				this.observer.rejected(storeType, mutation.mutator(), mutation.code());
			}
		}
	}

}
