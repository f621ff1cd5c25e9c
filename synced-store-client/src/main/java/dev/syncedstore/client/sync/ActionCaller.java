package dev.syncedstore.client.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.codec.MalformedMessageException;
import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.ActionResponse;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.rebase.HistoryPoint;
import org.jspecify.annotations.Nullable;

/**
 * Calls actions. Where no answer comes, a call is repeated under the same id, so that it
 * runs once; its result is there when the base has what the action did. But for
 * {@link #call} it is used on the scheduler alone.
 */
public final class ActionCaller {

	/** Well within the time for which the server knows a call again. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final SyncLoop loop;

	private final List<Call> calls = new ArrayList<>();

	ActionCaller(SyncLoop loop) {
		this.loop = loop;
	}

	/**
	 * Call an action. May be called by any thread.
	 * @param name its name
	 * @param args its arguments as JSON text
	 * @return its result as JSON text, completed on the scheduler once the base has what
	 * the action did; fails with {@link ActionFailedException},
	 * {@link ActionUnavailableException} or {@link StoreClosedException}
	 */
	public CompletableFuture<String> call(String name, String args) {
		CompletableFuture<String> result = new CompletableFuture<>();
		this.loop.environment().scheduler().execute(() -> {
			if (this.loop.isClosed()) {
				result.completeExceptionally(new StoreClosedException("The store is closed"));
			}
			else {
				call(name, args, result);
			}
		});
		return result;
	}

	private void call(String name, String args, CompletableFuture<String> result) {
		Call call = new Call(name, args, result);
		this.calls.add(call);
		result.whenComplete((end, failure) -> this.loop.environment().scheduler().execute(() -> end(call)));
		call.send();
	}

	/** There is hope that what has failed works now. */
	void hurry() {
		List.copyOf(this.calls).forEach((call) -> call.gate.hurry());
	}

	/** The base may have what some wait for. */
	void baseMoved() {
		if (!this.calls.isEmpty()) {
			List.copyOf(this.calls).forEach(Call::lookForEffects);
		}
	}

	/** Nothing is sent any more for now. */
	void stop() {
		boolean closed = this.loop.isClosed();
		for (Call call : List.copyOf(this.calls)) {
			if (closed) {
				call.result.completeExceptionally(
						new StoreClosedException("The store was closed before the action had ended"));
			}
			else if (call.response == null) {
				call.giveUp("The store has gone offline");
			}
		}
	}

	private void end(Call call) {
		call.gate.reset();
		call.missingEffect.stop();
		this.calls.remove(call);
	}

	/**
	 * A call of an action.
	 */
	private final class Call {

		private final String name;

		private final String args;

		private final CompletableFuture<String> result;

		private final SyncLoop loop = ActionCaller.this.loop;

		private final String actionId = RandomIds.next(this.loop.environment().random());

		private final Instant begunAt = this.loop.environment().clock().instant();

		private final Gate gate = this.loop.gate(this::send);

		private final Timer missingEffect = new Timer(this.loop.environment().scheduler());

		private boolean mayHaveRun;

		private boolean refusedBefore;

		private @Nullable ActionResponse response;

		Call(String name, String args, CompletableFuture<String> result) {
			this.name = name;
			this.args = args;
			this.result = result;
		}

		void send() {
			if (this.result.isDone()) {
				return;
			}
			if (!this.loop.isOnline()) {
				giveUp("The store is offline");
				return;
			}
			ClientState now = this.loop.store().state();
			ActionRequest request = new ActionRequest(Protocol.VERSION, this.loop.settings().schemaVersion(),
					now.clientId(), now.user().onRequests(), this.actionId, this.args);
			this.loop.exchange()
				.post(this.loop.settings().path("actions/" + this.name), this.loop.codec().writeActionRequest(request),
						this::answered);
		}

		private void answered(Answer answer) {
			if (this.result.isDone() || this.response != null) {
				return;
			}
			if (answer instanceof Answer.Success success) {
				try {
					this.response = this.loop.codec().readActionResponse(success.body());
					expectEffects();
				}
				catch (MalformedMessageException ex) {
					tryAgain(Answer.Failure.NO_ANSWER);
				}
			}
			else if (answer instanceof Answer.Failure failure) {
				failed(failure);
			}
		}

		private void failed(Answer.Failure failure) {
			if (failure.is(ProblemCode.ACTION_FAILED)) {
				fail(failure.text("application_code", ProblemCode.ACTION_FAILED.code()),
						failure.text("application_message", failure.detail()));
			}
			else if (failure.status() == 401 || failure.is(ProblemCode.CLIENT_OF_ANOTHER_USER)) {
				refused(failure);
			}
			else if (failure.is(ProblemCode.USER_MISMATCH)) {
				fail(ProblemCode.USER_MISMATCH.code(), failure.detail());
				this.loop.userMismatch(failure.detail());
			}
			else if (failure.problem() != null && ProblemCode.of(failure.problem().code()) != null
					&& !failure.is(ProblemCode.UNAVAILABLE)) {
				fail(failure.problem().code(), failure.detail());
			}
			else {
				tryAgain(failure);
			}
		}

		/** The first time something can be done about it. */
		private void refused(Answer.Failure failure) {
			if (this.refusedBefore) {
				fail((failure.status() == 401) ? ProblemCode.UNAUTHENTICATED.code()
						: ProblemCode.CLIENT_OF_ANOTHER_USER.code(), failure.detail());
				return;
			}
			this.refusedBefore = true;
			if (failure.status() == 401) {
				this.loop.environment().credentials().refused();
				this.loop.environment().observer().unauthenticated();
			}
			else {
				this.loop.becomeAnotherClient(this.loop.store().state().local().processedId());
			}
			send();
		}

		private void tryAgain(Answer.Failure failure) {
			this.mayHaveRun = true;
			Duration since = Duration.between(this.begunAt, this.loop.environment().clock().instant());
			if (since.compareTo(PATIENCE) > 0) {
				giveUp("The server has not said for " + PATIENCE.toMinutes() + " minutes what became of action "
						+ this.name + ": " + failure.detail());
			}
			else if (failure.retryAfter() != null) {
				this.gate.hold(failure.retryAfter());
			}
			else {
				this.gate.retryLater();
			}
		}

		private void fail(String code, String message) {
			this.result.completeExceptionally(new ActionFailedException(code, message));
		}

		private void giveUp(String why) {
			this.result.completeExceptionally(new ActionUnavailableException(why, this.mayHaveRun));
		}

		/** A poke brings them, unless it gets lost. */
		private void expectEffects() {
			lookForEffects();
			if (this.result.isDone()) {
				return;
			}
			if (this.loop.link().isLive()) {
				this.missingEffect.start(this.loop.timings().missingEffect(), this::pull);
			}
			else {
				pull();
			}
		}

		/** What a pull brings that begins now has all that the action did. */
		private void pull() {
			CompletableFuture<Void> pulled = new CompletableFuture<>();
			pulled.thenRun(this::complete);
			this.loop.puller().request(pulled);
		}

		void lookForEffects() {
			ActionResponse answer = this.response;
			HistoryPoint point = this.loop.store().state().local().base().point();
			if (answer != null && point != null && point.version() >= answer.version()) {
				complete();
			}
		}

		private void complete() {
			ActionResponse answer = this.response;
			if (answer != null) {
				this.result.complete(answer.result());
			}
		}

	}

}
