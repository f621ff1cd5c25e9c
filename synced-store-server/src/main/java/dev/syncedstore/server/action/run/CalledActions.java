package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import dev.syncedstore.core.protocol.ActionResponse;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.action.ActionDefinition;
import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that this node has under way. Their ends are stored before anybody is told,
 * however long that takes, so that all who ask are told the same. Thread-safe.
 */
final class CalledActions {

	private static final Logger logger = LoggerFactory.getLogger(CalledActions.class);

	/** After the protocol. */
	private static final Duration KEEP = Duration.ofMinutes(10);

	private static final int FORGOTTEN_AT_ONCE = 1_000;

	private static final Duration LEASE = ActionLease.LENGTH;

	private final RunParts parts;

	private final ActionCalls calls;

	private final ActionRunner runner;

	private final Map<Key, Ticket> tickets = new ConcurrentHashMap<>();

	/** Outcomes that could not be stored yet. */
	private final Map<Ticket, ActionOutcome> unsaved = new ConcurrentHashMap<>();

	private volatile boolean closed;

	CalledActions(RunParts parts, ActionCalls calls) {
		this.parts = parts;
		this.calls = calls;
		this.runner = new ActionRunner(parts);
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Be the one that takes care of a call on this node.
	 * @param call the call
	 * @param answer is completed at its end
	 * @return the ticket of whoever takes care of it
	 */
	Ticket enter(ActionCalls.Call call, CompletableFuture<Answer<ActionResponse>> answer) {
		Ticket own = new Ticket(call, answer);
		Ticket other = this.tickets.putIfAbsent(Key.of(call), own);
		return (other != null) ? other : own;
	}

	/** A call has an answer. */
	void leave(Ticket ticket, Answer<ActionResponse> answer) {
		this.tickets.remove(Key.of(ticket.call), ticket);
		ticket.answer.complete(answer);
	}

	ActionCalls.State begin(ActionCalls.Call call) {
		return this.calls.begin(call, LEASE, KEEP);
	}

	/** Run a call that was begun. */
	void run(ActionDefinition action, Ticket ticket, Wish wish, CallerContext caller) {
		ActionCalls.Call call = ticket.call;
		CompletableFuture<ActionOutcome> outcome = this.runner.run(action,
				new Invocation(call.space(), call.userId(), call.actionId(), 1, caller), wish.args);
		if (outcome == null) {
			cancel(ticket);
			return;
		}
		ticket.runs = true;
		outcome.thenAccept((end) -> {
			this.unsaved.put(ticket, end);
			save(ticket, end);
		});
	}

	private void cancel(Ticket ticket) {
		try {
			this.calls.cancel(ticket.call);
		}
		catch (LogUnavailableException ex) {
			logger.debug("The call of an action that has not run could not be cancelled", ex);
		}
		leave(ticket, new Answer.Refused<>(Problem.of(ProblemCode.UNAVAILABLE, "Too many actions are running already"),
				this.parts.engine().limits().retryAfter()));
	}

	/** Store an outcome, on a thread that may wait for the database. */
	private void save(Ticket ticket, ActionOutcome outcome) {
		try {
			this.parts.engine().executor().execute(() -> saveNow(ticket, outcome));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The outcome of an action is stored later", ex);
		}
	}

	private void saveNow(Ticket ticket, ActionOutcome outcome) {
		try {
			ActionCalls.End end = this.calls.end(ticket.call, end(ticket.call, outcome), KEEP);
			if (this.unsaved.remove(ticket) != null) {
				leave(ticket, ActionService.answer(end));
			}
		}
		catch (LogUnavailableException ex) {
			logger.debug("The outcome of an action can't be stored at the moment", ex);
		}
		catch (RuntimeException ex) {
			logger.error("The outcome of an action in space {} can't be stored; it is tried again soon",
					ticket.call.space(), ex);
		}
	}

	/** With the version that the caller has to have to see all that was done. */
	private ActionCalls.End end(ActionCalls.Call call, ActionOutcome outcome) {
		if (outcome.result() == null) {
			return ActionCalls.End.failed(outcome.code(), outcome.message());
		}
		SpaceHead head = this.parts.engine().log().heads(List.of(call.space())).get(call.space());
		return ActionCalls.End.returned(outcome.result(), (head == null || head.deleted()) ? 0 : head.version());
	}

	/** Go on having what runs. */
	void renew() {
		List<ActionCalls.Call> running = this.tickets.values()
			.stream()
			.filter((ticket) -> ticket.runs)
			.map(Ticket::call)
			.toList();
		if (!running.isEmpty()) {
			this.calls.renew(running, LEASE);
		}
	}

	/** Try again to store what could not be stored. */
	void saveAgain() {
		this.unsaved.forEach(this::save);
	}

	void forget() {
		int forgotten = FORGOTTEN_AT_ONCE;
		while (forgotten == FORGOTTEN_AT_ONCE) {
			forgotten = this.calls.forget(FORGOTTEN_AT_ONCE);
		}
	}

	void close() {
		this.closed = true;
		this.runner.close();
	}

	/** The answers to what is under way. */
	Collection<CompletableFuture<Answer<ActionResponse>>> underWay() {
		return this.tickets.values().stream().map(Ticket::answer).toList();
	}

	void interrupt() {
		this.runner.interrupt();
	}

	/**
	 * What a call asks for.
	 *
	 * @param clientId the client
	 * @param args the decoded arguments, if the action takes any
	 */
	record Wish(String clientId, @Nullable Object args) {
	}

	private record Key(String userId, String actionId) {

		static Key of(ActionCalls.Call call) {
			return new Key(call.userId(), call.actionId());
		}

	}

	/**
	 * A call that is under way.
	 */
	static final class Ticket {

		private final ActionCalls.Call call;

		private final CompletableFuture<Answer<ActionResponse>> answer;

		private volatile boolean runs;

		Ticket(ActionCalls.Call call, CompletableFuture<Answer<ActionResponse>> answer) {
			this.call = call;
			this.answer = answer;
		}

		ActionCalls.Call call() {
			return this.call;
		}

		CompletableFuture<Answer<ActionResponse>> answer() {
			return this.answer;
		}

	}

}
