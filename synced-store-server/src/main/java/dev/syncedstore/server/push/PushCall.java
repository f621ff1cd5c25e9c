package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.CallerContext;
import org.jspecify.annotations.Nullable;

/**
 * A push that waits for its answer.
 *
 * @param userId the authenticated user
 * @param request the request
 * @param migrated what has become of mutations of an older version of the schema, by
 * their ids
 * @param rights what the user may do
 * @param caller the context of the request
 * @param condemned whether its mutations are rejected without running
 * @param retryAfter when to come back if it can't be processed
 * @param answer the answer
 */
record PushCall(String userId, PushRequest request, Map<Long, MigratedMutation> migrated, Rights rights,
		CallerContext caller, boolean condemned, Duration retryAfter,
		CompletableFuture<Answer<PushResponse>> answer) implements SpaceCall {

	/** What a mutation takes besides its arguments. */
	private static final int OVERHEAD = 100;

	@Override
	public int size() {
		return Math.max(1, this.request.mutations().size());
	}

	@Override
	public long bytes() {
		long result = OVERHEAD;
		for (PushMutation mutation : this.request.mutations()) {
			result += OVERHEAD + mutation.args().length();
		}
		return result;
	}

	/**
	 * Only a first mutation is sure to be processed: anything else would create a space
	 * for nothing.
	 */
	@Override
	public boolean createsSpace() {
		List<PushMutation> mutations = this.request.mutations();
		return this.rights.create() && !mutations.isEmpty() && mutations.get(0).id() == 1;
	}

	@Override
	public void refuse(String why, @Nullable Throwable cause) {
		this.answer.complete(Answer.unavailable(why, this.retryAfter));
	}

	/**
	 * The push as several with a mutation each. Their answers are their own.
	 */
	List<PushCall> singly() {
		List<PushCall> result = new ArrayList<>();
		for (PushMutation mutation : this.request.mutations()) {
			PushRequest single = new PushRequest(this.request.protocolVersion(), this.request.clientId(),
					this.request.userId(), this.request.acknowledgedMutationId(), List.of(mutation));
			result.add(new PushCall(this.userId, single, this.migrated, this.rights, this.caller, false,
					this.retryAfter, new CompletableFuture<>()));
		}
		return result;
	}

	/** What has become of a mutation, or {@code null} if it is as it was made. */
	@Nullable MigratedMutation migrated(PushMutation mutation) {
		return this.migrated.isEmpty() ? null : this.migrated.get(mutation.id());
	}

	/** What is to run for a mutation. */
	List<MutationExecution.Call> calls(PushMutation mutation) {
		MigratedMutation made = migrated(mutation);
		return (made != null) ? made.calls()
				: List.of(new MutationExecution.Call(mutation.name(), new StoredValue(mutation.args())));
	}

	/** Whether one of those mutators runs for a mutation. */
	boolean calls(PushMutation mutation, Predicate<String> mutators) {
		MigratedMutation made = migrated(mutation);
		return (made != null) ? made.calls().stream().anyMatch((call) -> mutators.test(call.mutator()))
				: mutators.test(mutation.name());
	}

	/** The id of the last mutation, of which there is one. */
	long lastId() {
		List<PushMutation> mutations = this.request.mutations();
		return mutations.get(mutations.size() - 1).id();
	}

	@Override
	public PushCall condemn() {
		return new PushCall(this.userId, this.request, this.migrated, this.rights, this.caller, true, this.retryAfter,
				this.answer);
	}

	/** Without any content, for logs. */
	@Override
	public String toString() {
		List<PushMutation> mutations = this.request.mutations();
		String which = mutations.isEmpty() ? "no mutation" : "mutation " + mutations.get(0).id();
		return which + " of client " + this.request.clientId();
	}

	/**
	 * What a user who may open a space may do there besides.
	 *
	 * @param write whether the user may change it
	 * @param create whether the user may bring it into being
	 */
	record Rights(boolean write, boolean create) {
	}

}
