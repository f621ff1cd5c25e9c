package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.ActionResponse;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.RequestGate;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.action.ActionDefinition;
import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.ClientOwner;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.push.OtherSchemaException;
import dev.syncedstore.server.push.ServerMutations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves calls of actions: each of them once, however often and on how many nodes it
 * comes. Thread-safe. It asks the access policy on the calling thread, and doesn't wait
 * for anything else.
 */
public final class ActionService {

	private static final Logger logger = LoggerFactory.getLogger(ActionService.class);

	/** Below what clients and whatever stands between wait for an answer. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

	private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

	private final EngineParts parts;

	private final ActionCatalog catalog;

	private final RequestGate gate;

	private final ActionThreads threads;

	private final ServerMutations mutations;

	private final CalledActions called;

	private final ActionRates rates;

	ActionService(RunParts parts, CalledActions called) {
		this.parts = parts.engine();
		this.catalog = this.parts.mutations().actions();
		this.gate = new RequestGate(this.parts);
		this.threads = parts.threads();
		this.mutations = parts.mutations();
		this.called = called;
		this.rates = new ActionRates(this.parts.quotas(), System::nanoTime);
	}

	/**
	 * Call an action, or ask again for what became of a call.
	 * @param space the space
	 * @param userId the authenticated user
	 * @param name the action's name
	 * @param request the request
	 * @return the answer; never fails
	 */
	public CompletionStage<Answer<ActionResponse>> call(SpaceId space, String userId, String name,
			ActionRequest request) {
		Instant start = this.parts.clock().instant();
		CompletableFuture<Answer<ActionResponse>> answer = new CompletableFuture<>();
		ActionDefinition action = this.catalog.find(space.storeType(), name);
		answer.thenAccept((end) -> observe(space, action, start, end));
		Answer.Refused<ActionResponse> refusal = check(space, userId, request);
		if (refusal == null && action == null) {
			refusal = refuse(ProblemCode.UNKNOWN_ACTION,
					"The store type " + space.storeType() + " has no action " + name);
		}
		if (refusal != null || action == null) {
			answer.complete(refusal);
			return answer;
		}
		Object args;
		try {
			args = action.decode(request.args());
		}
		catch (InvalidValueException ex) {
			answer.complete(invalid(ex.path().isEmpty() ? "args" : "args." + ex.path(), ex.getMessage()));
			return answer;
		}
		begin(action, new ActionCalls.Call(userId, request.actionId(), space, name),
				new CalledActions.Wish(request.clientId(), args), answer);
		return answer;
	}

	private void begin(ActionDefinition action, ActionCalls.Call call, CalledActions.Wish wish,
			CompletableFuture<Answer<ActionResponse>> answer) {
		CompletableFuture<Answer<ActionResponse>> underWay = new CompletableFuture<>();
		CalledActions.Ticket ticket = this.called.enter(call, underWay);
		Runnable timer = this.threads.after(LONGEST_WAIT, () -> answer.complete(stillRunning()));
		answer.thenRun(timer);
		ticket.answer().thenAccept(answer::complete);
		if (ticket.answer() != underWay) {
			if (!ticket.call().isSameAs(call)) {
				answer.complete(taken());
			}
			return;
		}
		Duration wait = this.rates.begin(call.userId(), call.space().storeType());
		if (!wait.isZero()) {
			this.called.leave(ticket, tooMany(call.space().storeType(), wait));
			return;
		}
		var caller = this.parts.mutations().callers().current();
		try {
			this.parts.executor().execute(() -> begin(action, ticket, wish, caller));
		}
		catch (RejectedExecutionException ex) {
			this.called.leave(ticket, unavailable("Too much is waiting already"));
		}
	}

	private void begin(ActionDefinition action, CalledActions.Ticket ticket, CalledActions.Wish wish,
			CallerContext caller) {
		Answer<ActionResponse> end;
		try {
			end = tryToBegin(ticket.call(), wish);
		}
		catch (OtherSchemaException ex) {
			this.mutations.bring(ticket.call().space()).whenComplete((done, failure) -> {
				if (failure == null && done) {
					begin(action, ticket, wish, caller);
				}
				else {
					this.called.leave(ticket,
							unavailable("The space is being brought to the newest version of its schema"));
				}
			});
			return;
		}
		if (end != null) {
			this.called.leave(ticket, end);
		}
		else {
			this.called.run(action, ticket, wish, caller);
		}
	}

	/**
	 * The answer, or {@code null} if the call is to be run.
	 * @throws OtherSchemaException if the space has to be brought to this node's version
	 * before
	 */
	private @Nullable Answer<ActionResponse> tryToBegin(ActionCalls.Call call, CalledActions.Wish wish) {
		try {
			SpaceHead head = this.parts.log().heads(List.of(call.space())).get(call.space());
			if (head != null && head.deleted()) {
				return refuse(ProblemCode.SPACE_DELETED, "The space was deleted");
			}
			if (head != null) {
				this.mutations.checkSchema(call.space(), head);
			}
			ClientOwner owner = this.parts.log().claim(call.space(), wish.clientId(), call.userId());
			if (owner == ClientOwner.ERASED) {
				return new Answer.Refused<>(RequestGate.userErased(), null);
			}
			if (owner == ClientOwner.ANOTHER) {
				return refuse(ProblemCode.CLIENT_OF_ANOTHER_USER, "The client_id belongs to another user");
			}
			ActionCalls.State state = this.called.begin(call);
			if (state instanceof ActionCalls.State.Ended ended) {
				return answer(ended.end());
			}
			if (state instanceof ActionCalls.State.Taken) {
				return taken();
			}
			return (state instanceof ActionCalls.State.Running) ? stillRunning() : null;
		}
		catch (LogUnavailableException ex) {
			logger.debug("The call of an action in space {} could not be begun", call.space(), ex);
			return unavailable("The database can't be reached at the moment");
		}
		catch (OtherSchemaException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.error("The call of an action in space {} could not be begun; it was answered 503", call.space(), ex);
			return unavailable("The server has failed");
		}
	}

	private Answer.@Nullable Refused<ActionResponse> check(SpaceId space, String userId, ActionRequest request) {
		if (this.called.isClosed()) {
			return unavailable("The server is shutting down");
		}
		Answer.Refused<ActionResponse> refusal = this.gate.check(space, userId, request.protocolVersion(),
				request.userId());
		if (refusal == null) {
			refusal = this.gate.checkSchema(space, request.schemaVersion());
		}
		if (refusal == null) {
			refusal = this.gate.checkOperation(space, userId, SpaceOperation.CALL);
		}
		if (refusal == null && EntryKey.utf8Length(request.args()) > Limits.MAX_ARGS_BYTES) {
			refusal = refuse(ProblemCode.REQUEST_TOO_LARGE, "The arguments take " + EntryKey.utf8Length(request.args())
					+ " bytes, but may take " + Limits.MAX_ARGS_BYTES);
		}
		return refusal;
	}

	static Answer<ActionResponse> answer(ActionCalls.End end) {
		if (end.result() != null) {
			return Answer.of(new ActionResponse(end.result(), end.version()));
		}
		return new Answer.Refused<>(new Problem(ProblemCode.ACTION_FAILED.status(), ProblemCode.ACTION_FAILED.code(),
				"The action failed: " + end.message(),
				Map.of("application_code", end.code(), "application_message", end.message())), null);
	}

	private static Answer<ActionResponse> stillRunning() {
		return new Answer.Refused<>(
				Problem.of(ProblemCode.UNAVAILABLE, "The action is still running: ask again with the same action_id"),
				ASK_AGAIN);
	}

	private static Answer<ActionResponse> tooMany(String storeType, Duration wait) {
		return new Answer.Refused<>(Problem.of(ProblemCode.TOO_MANY_REQUESTS,
				"The user has called too many actions of store type " + storeType + " lately"), wait);
	}

	private static Answer<ActionResponse> taken() {
		return invalid("action_id", "Another call has this action_id already: make a random one for each");
	}

	private static Answer.Refused<ActionResponse> invalid(String field, String detail) {
		return new Answer.Refused<>(Problem.of(ProblemCode.INVALID_REQUEST, field + ": " + detail, "field", field),
				null);
	}

	private static Answer.Refused<ActionResponse> refuse(ProblemCode code, String detail) {
		return new Answer.Refused<>(Problem.of(code, detail), null);
	}

	private Answer.Refused<ActionResponse> unavailable(String detail) {
		return new Answer.Refused<>(Problem.of(ProblemCode.UNAVAILABLE, detail), this.parts.limits().retryAfter());
	}

	private void observe(SpaceId space, @Nullable ActionDefinition action, Instant start,
			Answer<ActionResponse> answer) {
		boolean known = this.parts.catalog().storeTypes().contains(space.storeType());
		this.parts.observer()
			.actionCalled(known ? space.storeType() : "", (action != null) ? action.name() : "unknown",
					Duration.between(start, this.parts.clock().instant()),
					(answer instanceof Answer.Refused<ActionResponse> refused) ? refused.problem().code() : null);
	}

}
