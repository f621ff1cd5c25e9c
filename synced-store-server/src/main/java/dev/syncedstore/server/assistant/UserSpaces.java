package dev.syncedstore.server.assistant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.ActionResponse;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.Visibility;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.RequestGate;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.action.run.ActionNode;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionedPatch;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.push.ServerMutations;
import dev.syncedstore.server.push.WrittenMutation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a signed-in user does to spaces through a program that is no client: it keeps no
 * copy, makes one mutation at a time and waits for it. The access policy is asked as it
 * is for clients, mutators and actions check what they check, and nothing is read that
 * the user's clients would not be sent. A space is not brought into being: whoever
 * mistypes its id would otherwise get an empty one. Thread-safe; the calling thread
 * waits.
 */
public final class UserSpaces {

	private static final Logger logger = LoggerFactory.getLogger(UserSpaces.class);

	/** Why a space is refused that does not exist. */
	public static final String SPACE_NOT_FOUND = "space_not_found";

	private static final int NOT_FOUND = 404;

	private static final int PAGE_BYTES = 256 * 1024;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Who is refused is told sooner. */
	private static final Duration STILL_RUNNING = Duration.ofSeconds(10);

	private final SyncEngine engine;

	private final EngineParts parts;

	private final RequestGate gate;

	private final ChangeWaits waits;

	/** So that nobody can take another user's client ids into use. */
	private final UUID secret = UUID.randomUUID();

	/**
	 * Create it.
	 * @param engine the node's engine
	 * @param hub tells what has changed
	 */
	public UserSpaces(SyncEngine engine, PokeHub hub) {
		this.engine = engine;
		this.parts = engine.parts();
		this.gate = new RequestGate(this.parts);
		this.waits = new ChangeWaits(hub);
	}

	/**
	 * Make a mutation.
	 * @param space the space, which has to exist
	 * @param userId the authenticated user
	 * @param mutator the mutator's name
	 * @param args its arguments as JSON, unchecked
	 * @return what became of it, or why it was not made
	 */
	public Answer<WrittenMutation> mutate(SpaceId space, String userId, String mutator, String args) {
		Answer.Refused<WrittenMutation> refusal = check(space, userId, SpaceOperation.WRITE);
		if (refusal == null) {
			refusal = checkExistence(space);
		}
		if (refusal != null) {
			return refusal;
		}
		ServerMutations.Author author = new ServerMutations.Author(userId, this.parts.mutations().callers().current());
		return await(this.engine.serverMutations()
			.mutateNow(space, mutator, new StoredValue(args), author)
			.thenApply(Answer::of));
	}

	/**
	 * Call an action, and wait for its result.
	 * @param space the space
	 * @param userId the authenticated user
	 * @param action the action's name
	 * @param args its arguments as JSON, unchecked
	 * @return its result, or why there is none
	 */
	public Answer<ActionResponse> call(SpaceId space, String userId, String action, String args) {
		ActionNode actions = this.engine.actions();
		if (actions == null) {
			return Answer.refused(Problem.of(ProblemCode.UNKNOWN_ACTION, "The server has no actions"));
		}
		Answer.Refused<ActionResponse> refusal = check(space, userId, SpaceOperation.CALL);
		if (refusal == null) {
			refusal = checkExistence(space);
		}
		if (refusal != null) {
			return refusal;
		}
		ActionRequest request = new ActionRequest(Protocol.VERSION, schemaVersion(space), clientId(userId), userId,
				UUID.randomUUID().toString(), args);
		long start = System.nanoTime();
		Answer<ActionResponse> answer = await(
				actions.service().call(space, userId, action, request).toCompletableFuture());
		boolean runs = isUnavailable(answer) && System.nanoTime() - start > STILL_RUNNING.toNanos();
		// Asked for again by its id, it is not run again.
		return runs ? await(actions.service().call(space, userId, action, request).toCompletableFuture()) : answer;
	}

	/**
	 * Read a table.
	 * @param space the space
	 * @param userId the authenticated user
	 * @param query what to read
	 * @return a page of it
	 */
	public Answer<TablePage> read(SpaceId space, String userId, TableQuery query) {
		Answer.Refused<TablePage> refusal = check(space, userId, SpaceOperation.OPEN);
		if (refusal != null) {
			return refusal;
		}
		return released(space, userId, read(space, (snapshot) -> page(snapshot, userId, query)),
				(page) -> new Known(page.epoch(), page.version()));
	}

	/**
	 * Wait until something changes after a version, and tell what.
	 * @param space the space
	 * @param userId the authenticated user
	 * @param after what is known already
	 * @param timeout how long to wait; nothing may have changed by then
	 * @return what has changed
	 */
	public Answer<SpaceChanges> observe(SpaceId space, String userId, Known after, Duration timeout) {
		Answer.Refused<SpaceChanges> refusal = check(space, userId, SpaceOperation.OPEN);
		if (refusal == null) {
			refusal = this.waits.await(space, userId,
					new ChangeWaits.Wish(after.version, schemaVersion(space), timeout));
		}
		if (refusal != null) {
			return refusal;
		}
		return released(space, userId, read(space, (snapshot) -> changes(snapshot, userId, after)),
				(changes) -> new Known(changes.epoch(), changes.version()));
	}

	/** What a commit has written is given out on a decision only that came after it. */
	private <T> Answer<T> released(SpaceId space, String userId, Answer<T> read, Function<T, Known> moment) {
		if (!(read instanceof Answer.Served<T> served)) {
			return read;
		}
		Known of = moment.apply(served.body());
		if (this.parts.access().isKnownToAllowAfter(space, userId, String.valueOf(of.epoch), of.version)) {
			return read;
		}
		Answer.Refused<T> refusal = this.gate.checkOperation(space, userId, SpaceOperation.OPEN);
		return (refusal != null) ? refusal : read;
	}

	private static Answer<TablePage> page(SpaceSnapshot snapshot, String userId, TableQuery query) {
		SpaceHead head = snapshot.head();
		if (head.deleted()) {
			return Answer.refused(deleted());
		}
		String prefix = (query.own() ? EntryKey.prefix(Visibility.PRIVATE, userId) : "") + query.table() + "/";
		Iterator<Map.Entry<String, StoredValue>> rows = snapshot.entries()
			.range(KeyRange.of(prefix, query.scan()), query.scan().limit());
		List<EntryState> page = new ArrayList<>();
		long bytes = 0;
		boolean more = rows.hasNext();
		while (more && page.size() < query.scan().limit() && bytes < PAGE_BYTES) {
			Map.Entry<String, StoredValue> row = rows.next();
			page.add(EntryState.of(row.getKey(), row.getValue()));
			bytes += row.getValue().json().length();
			more = rows.hasNext();
		}
		return Answer
			.of(new TablePage(head.epoch(), head.version(), page, more ? page.get(page.size() - 1).key() : null));
	}

	private static Answer<SpaceChanges> changes(SpaceSnapshot snapshot, String userId, Known after) {
		SpaceHead head = snapshot.head();
		if (head.deleted()) {
			return Answer.refused(deleted());
		}
		boolean another = after.epoch != null && !after.epoch.equals(head.epoch());
		if (another || after.version > head.version() || after.version < head.horizon()) {
			return Answer.of(new SpaceChanges(head.epoch(), head.version(), true, List.of()));
		}
		ChangePage page = snapshot
			.changes(new ChangeQuery(userId, ChangePosition.endOf(after.version), after.version, PAGE_BYTES));
		long reached = page.complete() ? head.version() : page.changes().get(page.changes().size() - 1).version() - 1;
		if (reached <= after.version && !page.complete()) {
			return Answer.of(new SpaceChanges(head.epoch(), head.version(), true, List.of()));
		}
		return Answer.of(new SpaceChanges(head.epoch(), reached, false,
				page.changes()
					.stream()
					.filter((change) -> change.version() <= reached)
					.map(VersionedPatch::patch)
					.map(EntryState::of)
					.toList()));
	}

	private <T> Answer.@Nullable Refused<T> check(SpaceId space, String userId, SpaceOperation operation) {
		Answer.Refused<T> refusal = this.gate.check(space, userId, Protocol.VERSION, null);
		return (refusal != null || operation == SpaceOperation.OPEN) ? refusal
				: this.gate.checkOperation(space, userId, operation);
	}

	@SuppressWarnings("unchecked")
	private <T> Answer.@Nullable Refused<T> checkExistence(SpaceId space) {
		Answer<Boolean> found = read(space,
				(snapshot) -> snapshot.head().deleted() ? Answer.refused(deleted())
						: snapshot.head().exists() ? Answer.of(true) : Answer.refused(new Problem(NOT_FOUND,
								SPACE_NOT_FOUND, "There is no space " + space + ": check its id", Map.of())));
		return (found instanceof Answer.Refused<Boolean> refused) ? (Answer.Refused<T>) refused : null;
	}

	/** What is of another version of the schema is brought to this node's before. */
	private <T> Answer<T> read(SpaceId space, Function<SpaceSnapshot, Answer<T>> work) {
		Answer<Read<T>> read = readOnce(space, work);
		if (read instanceof Answer.Served<Read<T>> served && served.body().behind) {
			Answer<Boolean> brought = await(this.engine.schemaRuns().bring(space).thenApply(Answer::of));
			if (brought instanceof Answer.Served<Boolean> done && done.body()) {
				read = readOnce(space, work);
			}
		}
		if (read instanceof Answer.Refused<Read<T>> refused) {
			return new Answer.Refused<>(refused.problem(), refused.retryAfter());
		}
		Answer<T> answer = ((Answer.Served<Read<T>>) read).body().answer;
		return (answer != null) ? answer : unavailable("The space is on its way to another version of its schema");
	}

	private <T> Answer<Read<T>> readOnce(SpaceId space, Function<SpaceSnapshot, Answer<T>> work) {
		CompletableFuture<Answer<Read<T>>> result = new CompletableFuture<>();
		try {
			this.parts.executor().execute(() -> {
				try {
					result.complete(this.parts.log().read(space, (snapshot) -> {
						SpaceHead head = snapshot.head();
						boolean behind = head.isAlive() && head.version() > 0
								&& !head.schema().isAt(schemaVersion(space));
						return Answer.of(behind ? new Read<>(null, true) : new Read<>(work.apply(snapshot), false));
					}));
				}
				catch (RuntimeException | Error ex) {
					result.completeExceptionally(ex);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			return unavailable("Too much is waiting already");
		}
		return await(result);
	}

	private <T> Answer<T> await(CompletableFuture<Answer<T>> future) {
		try {
			return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return unavailable("The server was interrupted");
		}
		catch (TimeoutException ex) {
			return unavailable("It takes too long; it may still be done");
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			if (cause instanceof LogUnavailableException || cause instanceof StoreUnavailableException) {
				logger.debug("A user's request could not be served", cause);
				return unavailable("The database can't be reached at the moment");
			}
			logger.error("A user's request failed; it was answered as unavailable", cause);
			return unavailable("The server has failed");
		}
	}

	private <T> Answer<T> unavailable(String detail) {
		return Answer.unavailable(detail, this.parts.limits().retryAfter());
	}

	private static boolean isUnavailable(Answer<?> answer) {
		return answer instanceof Answer.Refused<?> refused && refused.problem().is(ProblemCode.UNAVAILABLE);
	}

	private static Problem deleted() {
		return Problem.of(ProblemCode.SPACE_DELETED, "The space was deleted");
	}

	private int schemaVersion(SpaceId space) {
		return this.parts.schemas().version(space.storeType());
	}

	private String clientId(String userId) {
		return "assistant-" + UUID.nameUUIDFromBytes((this.secret + "/" + userId).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * What came of a look.
	 *
	 * @param answer the answer, if the space can be read
	 * @param behind whether it is of another version of the schema
	 */
	private record Read<T>(@Nullable Answer<T> answer, boolean behind) {
	}

	/**
	 * What somebody knows of a space.
	 *
	 * @param epoch the epoch that it was read in, or {@code null} if that was not noted
	 * @param version the version that it was read at
	 */
	public record Known(@Nullable String epoch, long version) {
	}

}
