package dev.syncedstore.server.action.run;

import java.util.concurrent.CompletableFuture;

import dev.syncedstore.server.action.ActionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * One run of an action. It is over when it has an outcome, which may be before its thread
 * has come to its end: from then on it changes nothing more. Thread-safe.
 */
final class ActionRun {

	private final ActionDefinition action;

	private final Invocation invocation;

	private final CompletableFuture<ActionOutcome> outcome = new CompletableFuture<>();

	private ActionThreads.@Nullable Running running;

	ActionRun(ActionDefinition action, Invocation invocation) {
		this.action = action;
		this.invocation = invocation;
	}

	CompletableFuture<ActionOutcome> outcome() {
		return this.outcome;
	}

	boolean isOver() {
		return this.outcome.isDone();
	}

	/** Run on the calling thread. */
	void execute(RunParts parts, ActionFailures failures, @Nullable Object args) {
		this.invocation.caller().run(() -> {
			try {
				String result = this.action.invoke(new LiveContext(parts, this.invocation, this), args);
				ResultSize.check(this.action, result);
				this.outcome.complete(ActionOutcome.returned(result));
			}
			catch (Throwable ex) {
				if (!isOver()) {
					this.outcome.complete(failures.of(this.action, this.invocation, ex));
				}
			}
		});
	}

	synchronized void startedAs(ActionThreads.Running running) {
		this.running = running;
	}

	/**
	 * End it now, unless it is over.
	 * @param code what its caller is told
	 * @param message for people
	 */
	void cancel(String code, String message) {
		ActionThreads.Running interrupted;
		synchronized (this) {
			interrupted = this.running;
		}
		if (this.outcome.complete(ActionOutcome.failed(code, message)) && interrupted != null) {
			interrupted.interrupt();
		}
	}

	@Override
	public String toString() {
		return this.action + " in space " + this.invocation.space();
	}

}
