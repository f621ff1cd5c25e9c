package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.MigratedCall;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.log.DeferredMutation;
import dev.syncedstore.server.log.DeferredMutations;
import dev.syncedstore.server.log.LogUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs mutations that server code made inside of transactions, after these have
 * committed. Each is stored until it has run; whichever node takes it out of the store
 * runs it, in one transaction with its effects. Thread-safe.
 */
public final class DeferredRuns {

	private static final Logger logger = LoggerFactory.getLogger(DeferredRuns.class);

	/** Younger ones are about to be run by the node that stored them. */
	private static final Duration MIN_AGE = Duration.ofSeconds(5);

	private static final int PICKED_UP_AT_ONCE = 500;

	private final DeferredMutations store;

	private final SpaceWriters writers;

	private final EngineParts parts;

	/** Those that are submitted, or whose callers wait for another attempt. */
	private final Map<Long, Run> runs = new ConcurrentHashMap<>();

	private final FailedMigrations failed = new FailedMigrations();

	/**
	 * Create it.
	 * @param store where the mutations are stored
	 * @param writers run them
	 * @param parts what they run with
	 */
	public DeferredRuns(DeferredMutations store, SpaceWriters writers, EngineParts parts) {
		this.store = store;
		this.writers = writers;
		this.parts = parts;
	}

	boolean isInTransaction() {
		return this.store.isInTransaction();
	}

	/**
	 * Store a mutation with the caller's transaction.
	 * @return completed once it has run
	 */
	CompletableFuture<@Nullable Void> defer(SpaceId space, String userId, String mutator, String args) {
		CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
		DeferredMutation made = new DeferredMutation(0, space, userId, mutator, args,
				this.parts.schemas().version(space.storeType()));
		this.store.store(made, (id) -> run(new Run(made.withId(id), result, false)),
				() -> result.completeExceptionally(new StoreUnavailableException(
						"The transaction that the mutation was made in has not committed, so it does not run")));
		return result;
	}

	/**
	 * Run what was tried in vain before, and what a crash has left over.
	 */
	public synchronized void resume() {
		List.copyOf(this.runs.values()).stream().filter((run) -> !run.underWay).forEach(this::run);
		try {
			for (DeferredMutation mutation : this.store.waiting(MIN_AGE, PICKED_UP_AT_ONCE)) {
				if (!this.runs.containsKey(mutation.id()) && isForThisNode(mutation)) {
					CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
					result.whenComplete((none, failure) -> logRejection(mutation, failure));
					run(new Run(mutation, result, false));
				}
			}
		}
		catch (LogUnavailableException ex) {
			logger.debug("Deferred mutations can't be read at the moment", ex);
		}
	}

	/**
	 * In the middle of a deploy, what is newer is left to a node that knows what is
	 * meant, and so is what this one can't migrate any more.
	 */
	private boolean isForThisNode(DeferredMutation mutation) {
		int madeUnder = mutation.schemaVersion();
		DeclaredSchema schema = this.parts.schemas().schema(mutation.space().storeType());
		if (madeUnder == 0 || schema.migrations().leadFrom(madeUnder)) {
			return true;
		}
		if (madeUnder < schema.version() && this.failed.add(mutation.space())) {
			logger.error(
					"Deferred mutation {} of space {} was made under schema version {}, from where no @Migration "
							+ "leads to {}. It waits until one does",
					mutation.mutator(), mutation.space(), madeUnder, schema.version());
		}
		return false;
	}

	private void run(Run run) {
		DeferredMutation mutation = run.mutation;
		CompletableFuture<@Nullable Void> result = run.result;
		this.runs.put(mutation.id(), new Run(mutation, result, true));
		CompletableFuture<@Nullable Void> attempt = new CompletableFuture<>();
		attempt.whenComplete((none, failure) -> {
			if (failure instanceof StoreUnavailableException) {
				// It is still stored: the caller goes on waiting.
				this.runs.put(mutation.id(), new Run(mutation, result, false));
			}
			else {
				this.runs.remove(mutation.id());
				end(result, failure);
			}
		});
		this.writers.submit(mutation.space(), call(mutation, attempt));
	}

	private SpaceCall call(DeferredMutation mutation, CompletableFuture<@Nullable Void> attempt) {
		return mutation.mutator().equals(DeletionCall.NAME) ? new DeletionCall(mutation.id(), attempt)
				: call(mutation, new MigratedCall(mutation.mutator(), new StoredValue(mutation.args())), attempt);
	}

	private ServerCall call(DeferredMutation mutation, MigratedCall made, CompletableFuture<@Nullable Void> attempt) {
		MigratedMutation migrated = MigratedMutation.of(made, mutation.schemaVersion(),
				this.parts.schemas().schema(mutation.space().storeType()), this.parts);
		return new ServerCall(mutation.userId(), made.mutator(), made.args(), migrated,
				this.parts.mutations().callers().of(new Actor(mutation.userId())), mutation.id(), false, attempt);
	}

	private static void end(CompletableFuture<@Nullable Void> result, @Nullable Throwable failure) {
		if (failure == null) {
			result.complete(null);
		}
		else if (failure instanceof AlreadyRunException) {
			result.completeExceptionally(new StoreUnavailableException(
					"The mutation has run, but on another node, so its outcome is not known here", failure));
		}
		else {
			result.completeExceptionally(failure);
		}
	}

	/** Nobody waits for one that was picked up, so the log is the place to tell. */
	private static void logRejection(DeferredMutation mutation, @Nullable Throwable failure) {
		if (failure instanceof MutationRejectedException rejection) {
			logger.warn("Deferred mutation {} of space {} was rejected: {}", mutation.mutator(), mutation.space(),
					rejection.code());
		}
	}

	/**
	 * A mutation that this node knows of.
	 */
	private record Run(DeferredMutation mutation, CompletableFuture<@Nullable Void> result, boolean underWay) {
	}

}
