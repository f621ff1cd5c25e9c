package dev.syncedstore.server.action.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.ReadScope;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableReader;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.action.ActionCancelledException;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.push.OtherSchemaException;
import dev.syncedstore.server.push.ServerMutations;
import org.jspecify.annotations.Nullable;

/**
 * The context of one run of an action. Each read of a table is a short transaction of its
 * own, on a thread that is meant for the database.
 */
final class LiveContext implements ActionContext {

	private final RunParts parts;

	private final Invocation invocation;

	private final ActionRun run;

	private final Thread thread = Thread.currentThread();

	LiveContext(RunParts parts, Invocation invocation, ActionRun run) {
		this.parts = parts;
		this.invocation = invocation;
		this.run = run;
	}

	@Override
	public SpaceId space() {
		return this.invocation.space();
	}

	@Override
	public String callId() {
		return this.invocation.callId();
	}

	@Override
	public int attempt() {
		return this.invocation.attempt();
	}

	@Override
	public String userId() {
		return this.invocation.userId();
	}

	@Override
	public boolean isServer() {
		return true;
	}

	@Override
	public <T> TableReader<T> table(Table<T> table) {
		return new LiveTable<>((context) -> context.table(table));
	}

	@Override
	public ReadScope privateOfUser(String userId) {
		return scope((context) -> context.privateOfUser(userId));
	}

	@Override
	public ReadScope serverOnly() {
		return scope(ReadContext::serverOnly);
	}

	private ReadScope scope(Function<ReadContext, ReadScope> scope) {
		return new ReadScope() {

			@Override
			public <T> TableReader<T> table(Table<T> table) {
				return new LiveTable<>((context) -> scope.apply(context).table(table));
			}

		};
	}

	@Override
	public <R extends @Nullable Object> R read(Function<ReadContext, R> query) {
		return readFrom(space(), query);
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<ReadContext, R> query) {
		checkUsable();
		checkAccess(space, SpaceOperation.OPEN);
		return readFrom(space, query);
	}

	private <R extends @Nullable Object> R readFrom(SpaceId space, Function<ReadContext, R> query) {
		return inSnapshot(space, (snapshot) -> {
			this.parts.mutations().checkSchema(space, snapshot.head());
			return this.parts.runner().query(query, new Side(userId(), true), snapshot.entries(), ReadTracker.NONE);
		});
	}

	private <R extends @Nullable Object> R inSnapshot(SpaceId space, Function<SpaceSnapshot, R> work) {
		checkUsable();
		CompletableFuture<R> result = new CompletableFuture<>();
		try {
			this.parts.engine().executor().execute(() -> read(space, work, result));
		}
		catch (RejectedExecutionException ex) {
			throw new StoreUnavailableException("Too much is waiting already", ex);
		}
		return await(result);
	}

	private <R extends @Nullable Object> void read(SpaceId space, Function<SpaceSnapshot, R> work,
			CompletableFuture<R> result) {
		try {
			result.complete(this.parts.engine().log().read(space, work));
		}
		catch (OtherSchemaException ex) {
			this.parts.mutations().bring(space).whenComplete((done, failure) -> {
				if (failure == null && done) {
					read(space, work, result);
				}
				else {
					result.completeExceptionally(new StoreUnavailableException(String.valueOf(ex.getMessage()), ex));
				}
			});
		}
		catch (LogUnavailableException ex) {
			result.completeExceptionally(
					new StoreUnavailableException("Space " + space + " can't be read at the moment", ex));
		}
		catch (RuntimeException | Error ex) {
			result.completeExceptionally(ex);
		}
	}

	@Override
	public <M, A> void mutate(MutatorMethod<M, A> mutator, A args) {
		mutateIn(space(), mutator, args);
	}

	@Override
	public <M, A> void mutate(SpaceId space, MutatorMethod<M, A> mutator, A args) {
		checkUsable();
		checkAccess(space, SpaceOperation.OPEN);
		checkAccess(space, SpaceOperation.WRITE);
		if (!space.equals(space()) && !inSnapshot(space, (snapshot) -> snapshot.head().exists())) {
			checkAccess(space, SpaceOperation.CREATE);
		}
		mutateIn(space, mutator, args);
	}

	/** Whoever acts for nobody is asked nothing. */
	private void checkAccess(SpaceId space, SpaceOperation operation) {
		if (!space.equals(space()) && !userId().equals(Actor.SYSTEM_USER_ID)
				&& !this.parts.engine().access().allows(space, userId(), operation)) {
			throw new MutationRejectedException(RejectionCode.ACCESS_DENIED,
					"The user may not do that in space " + space);
		}
	}

	private <M, A> void mutateIn(SpaceId space, MutatorMethod<M, A> mutator, A args) {
		checkUsable();
		await(this.parts.mutations()
			.mutateNow(space, mutator, args, new ServerMutations.Author(userId(), this.invocation.caller())));
	}

	private void checkUsable() {
		if (Thread.currentThread() != this.thread) {
			throw new IllegalStateException("The context of an action can only be used on the thread that runs it");
		}
		if (this.run.isOver()) {
			throw new ActionCancelledException("The action was to end, because it took too long or the server stops");
		}
	}

	private <R extends @Nullable Object> R await(CompletableFuture<R> future) {
		try {
			return this.parts.threads().await(future);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ActionCancelledException("The action was interrupted while it waited for its space");
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			if (cause instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(cause);
		}
	}

	/**
	 * A table that is read anew each time.
	 */
	private final class LiveTable<T> implements TableReader<T> {

		private final Function<ReadContext, TableReader<T>> table;

		LiveTable(Function<ReadContext, TableReader<T>> table) {
			this.table = table;
		}

		@Override
		public Optional<T> get(String key) {
			return read((context) -> this.table.apply(context).get(key));
		}

		@Override
		public boolean has(String key) {
			return read((context) -> this.table.apply(context).has(key));
		}

		@Override
		public List<Entry<T>> scan(Scan scan) {
			return read((context) -> this.table.apply(context).scan(scan));
		}

	}

}
