package dev.syncedstore.server.push;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.CallerContext;
import org.jspecify.annotations.Nullable;

/**
 * A mutation of server code.
 *
 * @param userId in whose name
 * @param mutator the mutator's name
 * @param args its arguments
 * @param migrated what has become of it, if it was made under an older version of the
 * schema
 * @param caller the context that it runs in
 * @param deferredId under which it is stored until it has run, or 0
 * @param condemned whether it is rejected without running
 * @param result completed once it is durable
 */
record ServerCall(String userId, String mutator, StoredValue args, @Nullable MigratedMutation migrated,
		CallerContext caller, long deferredId, boolean condemned,
		CompletableFuture<@Nullable Void> result) implements AwaitedCall {

	/** Stands in the place of a mutator's name for what no client can ask for. */
	static final String ERASURE = "$eraseUser";

	private static final int OVERHEAD = 100;

	ServerCall(String userId, String mutator, StoredValue args, CallerContext caller, long deferredId,
			boolean condemned, CompletableFuture<@Nullable Void> result) {
		this(userId, mutator, args, null, caller, deferredId, condemned, result);
	}

	@Override
	public long bytes() {
		return (long) OVERHEAD + this.args.json().length();
	}

	@Override
	public boolean createsSpace() {
		return !isErasure();
	}

	/** Whether it erases a user, in which no mutator takes part. */
	boolean isErasure() {
		return this.mutator.equals(ERASURE);
	}

	/** What is to run. */
	List<MutationExecution.Call> calls() {
		return (this.migrated != null) ? this.migrated.calls()
				: List.of(new MutationExecution.Call(this.mutator, this.args));
	}

	boolean isDeferred() {
		return this.deferredId != 0;
	}

	@Override
	public ServerCall condemn() {
		return new ServerCall(this.userId, this.mutator, this.args, this.migrated, this.caller, this.deferredId, true,
				this.result);
	}

	/** Without any content, for logs. */
	@Override
	public String toString() {
		return this.mutator + (isDeferred() ? ", deferred under " + this.deferredId + "," : "");
	}

}
