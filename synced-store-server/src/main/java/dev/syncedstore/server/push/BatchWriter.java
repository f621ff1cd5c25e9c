package dev.syncedstore.server.push;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.CommitOutcome;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.LogUnavailableException.Phase;
import dev.syncedstore.server.log.Presumption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls of a space through the database: commits them together, tries again what
 * may pass, and isolates what doesn't. Thread-safe, as long as each space is written by
 * one thread at a time.
 */
final class BatchWriter {

	private static final Logger logger = LoggerFactory.getLogger(BatchWriter.class);

	/** How often a mutation may fail before it is rejected. */
	private static final int MAX_FAILURES = 20;

	private final EngineParts parts;

	private final MutationExecution execution;

	private final SpaceMemory memory;

	private final CommitReport report;

	private final Consumer<SpaceId> migrating;

	/**
	 * Create a writer.
	 * @param parts what the engine works with
	 * @param execution runs mutations
	 * @param memory what is held of spaces
	 * @param told hears of what is durable
	 */
	BatchWriter(EngineParts parts, MutationExecution execution, SpaceMemory memory, Told told) {
		this.parts = parts;
		this.execution = execution;
		this.memory = memory;
		this.report = told.report();
		this.migrating = told.migrating();
	}

	/**
	 * Process calls on what is held of their space in memory.
	 * @return what is to be written, or {@code null} if the database has to be asked
	 */
	@Nullable PresumedBatch presume(SpaceId space, List<SpaceCall> calls) {
		Instant start = this.parts.clock().instant();
		CachedSpace held = this.memory.cache().get(space);
		Presumption presumption = (held != null) ? presumption(space, held, calls) : null;
		if (held == null || presumption == null
				|| !held.head().schema().isAt(this.parts.schemas().version(space.storeType()))) {
			return null;
		}
		HeldSpace locked = new HeldSpace(held);
		BatchAttempt attempt = new BatchAttempt(this.memory, new BatchContext(this.parts, this.execution, space, null),
				calls, null);
		try {
			Batch batch = attempt.run(locked);
			// Not even a refusal is told from memory alone.
			return (locked.commit() != null) ? new PresumedBatch(calls, start, presumption, batch) : null;
		}
		catch (NotHeldException ex) {
			held.clients().doubt();
			return null;
		}
		catch (RuntimeException ex) {
			// If it fails again, it is found out whose fault it is.
			logger.debug("A batch of space {} failed without looking into the database", space, ex);
			return null;
		}
	}

	/**
	 * Take note of what became of a batch.
	 * @return the calls that there was no room for, or {@code null} if the calls have to
	 * be processed by looking
	 */
	@Nullable List<SpaceCall> conclude(PresumedBatch presumed, CommitOutcome outcome) {
		if (outcome instanceof CommitOutcome.Written) {
			settle(presumed.batch(), presumed.calls(), presumed.start());
			return presumed.batch().leftOver();
		}
		if (outcome instanceof CommitOutcome.Failed failed && failed.cause() instanceof LogUnavailableException ex
				&& ex.phase() == Phase.BEGIN) {
			giveUp(presumed.batch().space(), presumed.calls(), ex);
			return List.of();
		}
		return null;
	}

	/**
	 * Process calls after a batch of them that was not written, as far as is known.
	 * @return the calls that there was no room for, in their order
	 */
	List<SpaceCall> writeAfter(PresumedBatch presumed, CommitOutcome outcome) {
		boolean uncertain = outcome instanceof CommitOutcome.Failed;
		return write(presumed.batch().space(), presumed.calls(), uncertain ? presumed.batch() : null);
	}

	/**
	 * Process calls. Those that don't come back are answered.
	 * @return the calls that there was no room for, in their order
	 */
	List<SpaceCall> write(SpaceId space, List<SpaceCall> calls) {
		return write(space, calls, null);
	}

	private List<SpaceCall> write(SpaceId space, List<SpaceCall> calls, @Nullable Batch written) {
		Instant start = this.parts.clock().instant();
		boolean create = calls.stream().anyMatch(SpaceCall::createsSpace);
		@Nullable Batch uncertain = written;
		@Nullable Verdict verdict = null;
		int attempts = 0;
		while (true) {
			BatchAttempt attempt = new BatchAttempt(this.memory,
					new BatchContext(this.parts, this.execution, space, verdict), calls, uncertain);
			try {
				Batch batch = commit(create, attempt, calls);
				this.report.missed(attempt.missed());
				if (verdict != null && batch == uncertain) {
					logger.error("A callback of the application's failed after the commit of a mutation in space {}",
							space, verdict.outcome().fault());
				}
				settle(batch, calls, start);
				return batch.leftOver();
			}
			catch (MutationRolledBackException ex) {
				this.report.missed(attempt.missed());
				uncertain = null;
				verdict = ex.verdict();
			}
			catch (LogUnavailableException ex) {
				this.report.missed(attempt.missed());
				attempts++;
				if (ex.phase() == Phase.COMMIT) {
					uncertain = attempt.batch();
				}
				if (ex.phase() == Phase.WORK && attempt.isTransactional()
						&& attempts >= this.parts.limits().attempts()) {
					// It may be the mutator's own doing, so that it is counted.
					isolate(space, calls, ex);
					return List.of();
				}
				if (attempts >= this.parts.limits().attempts() || ex.phase() == Phase.BEGIN) {
					remember(uncertain);
					giveUp(space, calls, ex);
					return List.of();
				}
			}
			catch (RuntimeException | Error ex) {
				this.report.missed(attempt.missed());
				if (uncertain != null && !attempt.isResolved()) {
					remember(uncertain);
					refuse(calls, ex);
					return List.of();
				}
				verdict = attempt.verdict(ex);
				if (verdict == null) {
					isolate(space, calls, ex);
					return List.of();
				}
				// A callback of the application's may have failed after the commit.
				uncertain = attempt.batch();
			}
		}
	}

	/**
	 * What the calls may take for granted. Whatever is rare looks first.
	 */
	private @Nullable Presumption presumption(SpaceId space, CachedSpace cached, List<SpaceCall> calls) {
		Set<String> clientIds = new HashSet<>();
		for (SpaceCall call : calls) {
			if (call instanceof DeletionCall || call instanceof ServerCall server && server.isDeferred()
					|| this.execution.isTransactional(space, call) || this.memory.failures().suspects(space, call)) {
				return null;
			}
			if (call instanceof PushCall push) {
				clientIds.add(push.request().clientId());
			}
		}
		return cached.clients().presume(cached.head(), clientIds);
	}

	/**
	 * With a transactional mutation goes its caller's context also through the commit, as
	 * the application may have something to do then.
	 */
	private Batch commit(boolean create, BatchAttempt attempt, List<SpaceCall> calls) {
		SpaceId space = attempt.space();
		boolean own = calls.size() == 1 && this.execution.isTransactional(space, calls.get(0));
		CallerContext.Scope scope = (own ? calls.get(0).caller() : CallerContext.NONE).open();
		try {
			return this.parts.log().write(space, create, attempt::run);
		}
		finally {
			scope.close();
		}
	}

	private void settle(Batch batch, List<SpaceCall> calls, Instant start) {
		if (batch.after().deleted()) {
			this.memory.cache().remove(batch.space());
		}
		else if (batch.after().exists()) {
			this.memory.cache().put(batch.space(), batch.base().after(batch));
		}
		this.memory.untold().forget(batch.space());
		for (SpaceCall call : calls.subList(0, calls.size() - batch.leftOver().size())) {
			this.memory.failures().forget(batch.space(), call);
		}
		this.report.committed(batch, start);
		if (batch.after().schema().migration() != null) {
			this.migrating.accept(batch.space());
		}
	}

	private void giveUp(SpaceId space, List<SpaceCall> calls, LogUnavailableException ex) {
		logger.warn("Space {} can't be written at the moment, so {} calls are to come again: {}", space, calls.size(),
				String.valueOf(ex.getCause()));
		logger.debug("Why space {} can't be written", space, ex);
		refuse(calls, ex);
	}

	/** If it was written after all, its listeners are to be told. */
	private void remember(@Nullable Batch uncertain) {
		if (uncertain != null) {
			this.memory.untold().remember(uncertain.space(), uncertain.before());
		}
	}

	private static void refuse(List<SpaceCall> calls, Throwable cause) {
		calls.forEach((call) -> call.refuse("The database can't take changes at the moment", cause));
	}

	/**
	 * Find out which mutation it is that can't be committed, and let the others through.
	 */
	private void isolate(SpaceId space, List<SpaceCall> calls, Throwable cause) {
		if (calls.size() > 1) {
			logger.warn("A batch of space {} could not be committed; its {} pushes are tried one by one", space,
					calls.size(), cause);
			calls.forEach((call) -> writeAlone(space, call));
		}
		else if (calls.get(0) instanceof PushCall push) {
			if (push.request().mutations().size() > 1) {
				writeSingly(space, push);
			}
			else if (push.request().mutations().isEmpty()) {
				logger.error("A client's acknowledgement can't be stored in space {}", space, cause);
				push.refuse("The acknowledgement can't be stored", cause);
			}
			else {
				fail(space, push, cause);
			}
		}
		else if (calls.get(0) instanceof ServerCall server && server.isDeferred()) {
			fail(space, server, cause);
		}
		else {
			calls.get(0).refuse("The mutation could not be stored", cause);
		}
	}

	private void writeAlone(SpaceId space, SpaceCall call) {
		List<SpaceCall> waiting = List.of(call);
		while (!waiting.isEmpty()) {
			waiting = write(space, waiting);
		}
	}

	private void writeSingly(SpaceId space, PushCall push) {
		for (PushCall single : push.singly()) {
			writeAlone(space, single);
			Answer<PushResponse> answer = single.answer().join();
			boolean last = single.lastId() == push.lastId();
			if (last || answer instanceof Answer.Refused) {
				push.answer().complete(answer);
				return;
			}
		}
	}

	private void fail(SpaceId space, SpaceCall call, Throwable cause) {
		if (call.condemned()) {
			// Not the mutation but the database is at fault, or else this would have
			// worked.
			call.refuse("The mutation can't be stored at the moment", cause);
			return;
		}
		int failures = this.memory.failures().increment(space, call);
		if (failures == 1) {
			logger.error("{} of space {} can't be stored. It is tried {} times, then rejected", call, space,
					MAX_FAILURES, cause);
		}
		if (failures >= MAX_FAILURES) {
			logger.error("{} of space {} is rejected, because it could not be stored {} times", call, space, failures);
			writeAlone(space, call.condemn());
		}
		else {
			call.refuse("The mutation can't be stored at the moment", cause);
		}
	}

	/**
	 * Who hears of what is durable.
	 *
	 * @param report tells it
	 * @param migrating is told of spaces that are on their way to another version of
	 * their schema
	 */
	record Told(CommitReport report, Consumer<SpaceId> migrating) {
	}

}
