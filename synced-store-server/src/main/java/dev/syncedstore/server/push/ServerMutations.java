package dev.syncedstore.server.push;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.MutatorName;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.RemoveUser;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * Lets server code take part: its mutations go through the writers of spaces like those
 * of clients.
 */
public final class ServerMutations implements SyncedStores {

	private static final int MAX_LISTED = 10_000;

	private static final int PATIENCE_SECONDS = 30;

	private final EngineParts parts;

	private final MutationRunner runner;

	private final SpaceWriters writers;

	private final @Nullable DeferredRuns deferredRuns;

	/**
	 * Create it.
	 * @param parts what it works with
	 * @param writers run the mutations
	 * @param deferredRuns takes those made inside of transactions, or {@code null} if
	 * there are none
	 */
	public ServerMutations(EngineParts parts, SpaceWriters writers, @Nullable DeferredRuns deferredRuns) {
		this.parts = parts;
		this.runner = new MutationRunner(parts.codecs());
		this.writers = writers;
		this.deferredRuns = deferredRuns;
	}

	@Override
	public <M, A> CompletableFuture<@Nullable Void> mutate(SpaceId space, MutatorMethod<M, A> mutator, A args,
			Actor actor) {
		MutatorDefinition definition = find(space, mutator);
		String json = write(definition, args);
		if (this.deferredRuns != null && this.deferredRuns.isInTransaction()) {
			return this.deferredRuns.defer(space, actor.userId(), definition.name(), json);
		}
		return submit(space, new Call(actor.userId(), definition.name(), new StoredValue(json)),
				this.parts.mutations().callers().of(actor));
	}

	/**
	 * Run a mutator now, also where the calling thread has a transaction of its own.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param space the space
	 * @param mutator a method reference
	 * @param args the arguments
	 * @param author in whose name
	 * @return as {@link #mutate} does
	 */
	public <M, A> CompletableFuture<@Nullable Void> mutateNow(SpaceId space, MutatorMethod<M, A> mutator, A args,
			Author author) {
		MutatorDefinition definition = find(space, mutator);
		return submit(space, new Call(author.userId, definition.name(), new StoredValue(write(definition, args))),
				author.caller);
	}

	/**
	 * Run a mutator by its name.
	 * @param space the space
	 * @param mutator the mutator's name
	 * @param args its arguments, unchecked
	 * @param author in whose name
	 * @return what became of it, a rejection included; fails as {@link #mutate} does if
	 * it could not be processed
	 */
	public CompletableFuture<WrittenMutation> mutateNow(SpaceId space, String mutator, StoredValue args,
			Author author) {
		VersionedResult result = new VersionedResult();
		CompletableFuture<WrittenMutation> written = new CompletableFuture<>();
		result.whenComplete((nothing, failure) -> {
			if (failure instanceof MutationRejectedException rejected) {
				written.complete(
						new WrittenMutation(result.version(), rejected.code(), String.valueOf(rejected.getMessage())));
			}
			else if (failure != null) {
				written.completeExceptionally(failure);
			}
			else {
				written.complete(new WrittenMutation(result.version(), null, null));
			}
		});
		submit(space, new Call(author.userId, mutator, args), author.caller, result);
		return written;
	}

	private CompletableFuture<@Nullable Void> submit(SpaceId space, Call call, CallerContext caller) {
		CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
		submit(space, call, caller, result);
		return result;
	}

	/**
	 * Run one of the system's mutators, for the server itself.
	 */
	<A> CompletableFuture<@Nullable Void> mutate(SpaceId space, MutatorName<A> mutator, A args) {
		String json;
		try {
			json = this.parts.codecs().forType(mutator.argsType()).write(args);
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, String.valueOf(ex.getMessage()));
		}
		if (this.deferredRuns != null && this.deferredRuns.isInTransaction()) {
			return this.deferredRuns.defer(space, Actor.SYSTEM_USER_ID, mutator.name(), json);
		}
		return submit(space, new Call(Actor.SYSTEM_USER_ID, mutator.name(), new StoredValue(json)),
				this.parts.mutations().callers().of(Actor.system()));
	}

	private void submit(SpaceId space, Call call, CallerContext caller, CompletableFuture<@Nullable Void> result) {
		this.writers.submit(space, new ServerCall(call.userId, call.mutator, call.args, caller, 0, false, result));
	}

	private <M, A> MutatorDefinition find(SpaceId space, MutatorMethod<M, A> mutator) {
		MutatorDefinition definition = this.parts.catalog().find(mutator);
		if (!definition.storeType().equals(space.storeType())) {
			throw new IllegalArgumentException(definition + " is not a mutator of store type " + space.storeType()
					+ ", which " + space + " is of");
		}
		return definition;
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<ReadContext, R> query) {
		try {
			return this.parts.log().read(space, (snapshot) -> {
				checkSchema(space, snapshot.head());
				return this.runner.query(query, new Side(Actor.SYSTEM_USER_ID, true), snapshot.entries(),
						ReadTracker.NONE);
			});
		}
		catch (OtherSchemaException ex) {
			if (!comesTo(space)) {
				throw new StoreUnavailableException(String.valueOf(ex.getMessage()), ex);
			}
			return read(space, query);
		}
		catch (LogUnavailableException ex) {
			throw new StoreUnavailableException("Space " + space + " can't be read at the moment", ex);
		}
	}

	/**
	 * Check that what is in a space can be read by this node.
	 * @param space the space
	 * @param head where it is
	 * @throws OtherSchemaException if it has to be brought to this node's version of its
	 * schema before
	 */
	public void checkSchema(SpaceId space, SpaceHead head) {
		if (SpaceMigration.isNeeded(head, this.parts.schemas().version(space.storeType()))) {
			throw new OtherSchemaException(space);
		}
	}

	/**
	 * Bring a space to this node's version of its schema.
	 * @param space the space
	 * @return whether it is there; fails if that can't be done now
	 */
	public CompletableFuture<Boolean> bring(SpaceId space) {
		return this.writers.schemaRuns().bring(space);
	}

	private boolean comesTo(SpaceId space) {
		try {
			return bring(space).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	@Override
	public CompletableFuture<@Nullable Void> delete(SpaceId space) {
		if (this.deferredRuns != null && this.deferredRuns.isInTransaction()) {
			return this.deferredRuns.defer(space, Actor.SYSTEM_USER_ID, DeletionCall.NAME, "null");
		}
		CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
		this.writers.submit(space, new DeletionCall(0, result));
		return result;
	}

	@Override
	public boolean recreate(SpaceId space) {
		try {
			return this.parts.log().recreate(space, this.parts.tokens().get());
		}
		catch (LogUnavailableException ex) {
			throw new StoreUnavailableException("Space " + space + " can't be brought back at the moment", ex);
		}
	}

	@Override
	public CompletableFuture<@Nullable Void> eraseUser(SpaceId space, String userId) {
		new Actor(userId);
		return mutate(space, MutatorName.of(ServerCall.ERASURE, RemoveUser.class), new RemoveUser(userId));
	}

	@Override
	public CompletableFuture<@Nullable Void> eraseUser(String userId) {
		new Actor(userId);
		List<SpaceId> spaces;
		try {
			spaces = this.parts.log().spacesOf(userId);
		}
		catch (LogUnavailableException ex) {
			return CompletableFuture
				.failedFuture(new StoreUnavailableException("The spaces of the user can't be found at the moment", ex));
		}
		return CompletableFuture
			.allOf(spaces.stream().map((space) -> eraseUser(space, userId)).toArray(CompletableFuture<?>[]::new));
	}

	@Override
	public List<SpaceId> list(String storeType, @Nullable SpaceId after, int limit) {
		if (limit < 1 || limit > MAX_LISTED) {
			throw new IllegalArgumentException("The limit is " + limit + ", but must be from 1 to " + MAX_LISTED);
		}
		if (after != null && !after.storeType().equals(storeType)) {
			throw new IllegalArgumentException(after + " is not of store type " + storeType);
		}
		try {
			return this.parts.log().spaces(storeType, (after != null) ? after.instanceId() : "", limit);
		}
		catch (LogUnavailableException ex) {
			throw new StoreUnavailableException("Spaces can't be listed at the moment", ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static <A> String write(MutatorDefinition definition, A args) {
		try {
			return ((ValueCodec<A>) definition.argsCodec()).write(args);
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * A mutation to run.
	 */
	private record Call(String userId, String mutator, StoredValue args) {
	}

	/**
	 * In whose name a mutation is made, also of somebody whom no {@link Actor} can be.
	 *
	 * @param userId the user
	 * @param caller the context that the mutator runs in
	 */
	public record Author(String userId, CallerContext caller) {
	}

}
