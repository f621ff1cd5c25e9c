package dev.syncedstore.server.push;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.ProcessedMutation;
import org.jspecify.annotations.Nullable;

/**
 * What a batch makes of the mutations of server code. Belongs to one batch.
 */
final class ServerCode {

	private final BatchContext context;

	private final LockedSpace locked;

	private final BatchState state;

	/** Those of the store that this transaction has not run yet. */
	private final Set<Long> deferred = new HashSet<>();

	/** Those that it has run. */
	private final Set<Long> deferredRun = new HashSet<>();

	ServerCode(BatchContext context, LockedSpace locked, BatchState state) {
		this.context = context;
		this.locked = locked;
		this.state = state;
	}

	/** Find out which of the store have not run. */
	void load(Collection<SpaceCall> calls) {
		Set<Long> ids = new HashSet<>();
		for (SpaceCall call : calls) {
			if (call instanceof ServerCall server && server.isDeferred()) {
				ids.add(server.deferredId());
			}
		}
		if (!ids.isEmpty()) {
			this.deferred.addAll(this.locked.deferred(ids));
		}
	}

	/**
	 * Process a mutation.
	 * @return whether it is done; otherwise it needs another transaction
	 */
	boolean process(ServerCall call, BatchRun run) {
		// Found once, so that a call that was submitted twice runs once.
		if (call.isDeferred() && !this.deferred.contains(call.deferredId())) {
			run.complete((head) -> call.result().completeExceptionally(new AlreadyRunException(call.deferredId())));
			return true;
		}
		if (call.isErasure() && !this.locked.head().exists()) {
			// There is nothing that could be known of anybody.
			run.complete((head) -> call.result().complete(null));
			return true;
		}
		Outcome decided = decided(call);
		List<MutationExecution.Call> calls = call.calls();
		if (run.needsAnotherTransaction(decided, calls)) {
			return false;
		}
		Outcome outcome = (decided != null) ? decided : run(call, run.mutations());
		if (run.sendsTooMuch(outcome)) {
			return false;
		}
		if (call.isDeferred()) {
			this.deferred.remove(call.deferredId());
			this.deferredRun.add(call.deferredId());
		}
		String name = calls.isEmpty() ? call.mutator() : calls.get(0).mutator();
		run.mutations()
			.add(new ProcessedMutation(this.state.nextVersion(), null, call.userId(), 0,
					this.context.execution().knownName(this.context.space().storeType(), name), outcome.code(),
					outcome.message()), outcome);
		if (call.result() instanceof VersionedResult result) {
			result.take(this.state.version());
		}
		run.complete((head) -> end(call, outcome));
		return true;
	}

	private @Nullable Outcome decided(ServerCall call) {
		if (call.condemned()) {
			return this.context.execution().condemned();
		}
		Verdict verdict = this.context.verdict();
		if (verdict != null && verdict.isOn(call, 0)) {
			return verdict.outcome();
		}
		MigratedMutation migrated = call.migrated();
		return (migrated != null) ? migrated.failure() : null;
	}

	private static Outcome run(ServerCall call, BatchMutations mutations) {
		CallerContext.Scope scope = call.caller().open();
		try {
			return mutations.run(call.calls(), call.userId(), (rejection) -> new Verdict(call, 0, rejection));
		}
		finally {
			scope.close();
		}
	}

	private static void end(ServerCall call, Outcome outcome) {
		String code = outcome.code();
		if (code == null) {
			call.result().complete(null);
		}
		else {
			call.result().completeExceptionally(new MutationRejectedException(code, outcome.message()));
		}
	}

	/** Together with the commit of what they have done. */
	void settle() {
		if (!this.deferredRun.isEmpty()) {
			this.locked.takeDeferred(this.deferredRun);
		}
	}

}
