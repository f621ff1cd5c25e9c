package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * Processes calls, one after the other, inside of the transaction that has locked their
 * space. Used once.
 */
final class BatchRun {

	private final EngineParts parts;

	private final MutationExecution execution;

	private final SpaceId space;

	private final LockedSpace locked;

	private final SpaceEntries base;

	private final GuardedView stored;

	private final BatchState state;

	private final Map<String, ClientState> clients = new HashMap<>();

	/** Those that this transaction has taken out of the store and not run yet. */
	private final Set<Long> deferred = new HashSet<>();

	private final List<Runnable> completions = new ArrayList<>();

	private SpaceHead after;

	BatchRun(EngineParts parts, MutationExecution execution, CachedSpace base, LockedSpace locked, SpaceId space) {
		this.parts = parts;
		this.execution = execution;
		this.space = space;
		this.locked = locked;
		this.after = locked.head();
		this.base = base.entries();
		this.stored = new GuardedView(locked.entries());
		this.state = new BatchState(this.base.over(this.stored), locked.head().version());
	}

	/**
	 * Process as many calls as there is room for, at least one, and write what they did.
	 */
	Batch run(List<SpaceCall> calls) {
		load(calls);
		int next = 0;
		while (next < calls.size() && (next == 0 || this.state.bytes() < this.parts.limits().batchBytes())) {
			if (calls.get(next) instanceof PushCall push) {
				process(push);
			}
			else {
				process((ServerCall) calls.get(next));
			}
			next++;
		}
		return write(List.copyOf(calls.subList(next, calls.size())));
	}

	private void load(List<SpaceCall> calls) {
		Set<String> clientIds = new HashSet<>();
		Set<Long> deferredIds = new HashSet<>();
		for (SpaceCall call : calls) {
			if (call instanceof PushCall push) {
				clientIds.add(push.request().clientId());
			}
			else if (call instanceof ServerCall server && server.isDeferred()) {
				deferredIds.add(server.deferredId());
			}
		}
		this.locked.clients(clientIds).forEach((id, known) -> this.clients.put(id, ClientState.known(known)));
		if (!deferredIds.isEmpty()) {
			this.deferred.addAll(this.locked.takeDeferred(deferredIds));
		}
	}

	private void process(PushCall call) {
		PushRequest request = call.request();
		List<PushMutation> mutations = request.mutations();
		if (!this.locked.head().exists()) {
			processWithoutSpace(call);
			return;
		}
		ClientState client = this.clients.get(request.clientId());
		if (client != null && !client.userId().equals(call.userId())) {
			refuse(call, PushProblems.clientOfAnotherUser(), null);
			return;
		}
		if ((client == null || client.last() == 0) && !mutations.isEmpty() && mutations.get(0).id() > 1) {
			refuse(call, PushProblems.unknownClient(mutations.get(0).id()), null);
			return;
		}
		if (client == null) {
			client = ClientState.unknown(request.clientId(), call.userId());
			this.clients.put(request.clientId(), client);
		}
		if (client.isForked(request)) {
			refuse(call, PushProblems.clientForked(client.lastCommonId(request)), null);
			return;
		}
		EngineLimits limits = this.parts.limits();
		if (client.unacknowledgedAfter(request) > limits.unacknowledged()) {
			refuse(call, PushProblems.tooManyUnacknowledged(limits.unacknowledged()), limits.retryAfter());
			return;
		}
		client.acknowledge(request.acknowledgedMutationId());
		process(call, client);
	}

	private void process(PushCall call, ClientState client) {
		for (PushMutation mutation : call.request().mutations()) {
			if (mutation.id() > client.last() + 1) {
				refuse(call, PushProblems.mutationGap(mutation.id(), client.last()), null);
				return;
			}
			if (mutation.id() > client.last()) {
				Outcome outcome = outcome(call, mutation);
				ProcessedMutation processed = new ProcessedMutation(this.state.nextVersion(), call.request().clientId(),
						call.userId(), mutation.id(), this.execution.knownName(this.space.storeType(), mutation.name()),
						outcome.code(), outcome.message());
				this.state.add(processed, outcome);
				client.processed(mutation, processed.rejection().orElse(null));
			}
		}
		long last = client.last();
		List<RejectedMutation> rejections = client.rejections();
		complete((head) -> call.answer()
			.complete(Answer.of(new PushResponse(call.userId(), last, head.version(), rejections))));
	}

	private void processWithoutSpace(PushCall call) {
		List<PushMutation> mutations = call.request().mutations();
		if (mutations.isEmpty()) {
			complete((head) -> call.answer().complete(Answer.of(new PushResponse(call.userId(), 0, 0, List.of()))));
		}
		else if (!call.rights().create()) {
			refuse(call, PushProblems.mayNotCreate(), null);
		}
		else {
			refuse(call, PushProblems.unknownClient(mutations.get(0).id()), null);
		}
	}

	private Outcome outcome(PushCall call, PushMutation mutation) {
		if (call.condemned()) {
			return this.execution.condemned();
		}
		if (!call.rights().write() && !mutation.isWithdrawn()) {
			return Outcome.rejected(RejectionCode.ACCESS_DENIED, "The user may read this space but not change it");
		}
		return run(new MutationExecution.Call(mutation.name(), new StoredValue(mutation.args())), call.userId());
	}

	private void process(ServerCall call) {
		// Taken out, so that a call that was submitted twice runs once.
		if (call.isDeferred() && !this.deferred.remove(call.deferredId())) {
			complete((head) -> call.result().completeExceptionally(new AlreadyRunException(call.deferredId())));
			return;
		}
		Outcome outcome = call.condemned() ? this.execution.condemned()
				: run(new MutationExecution.Call(call.mutator(), call.args()), call.userId());
		this.state.add(new ProcessedMutation(this.state.nextVersion(), null, call.userId(), 0,
				this.execution.knownName(this.space.storeType(), call.mutator()), outcome.code(), outcome.message()),
				outcome);
		@Nullable String code = outcome.code();
		complete((head) -> {
			if (code == null) {
				call.result().complete(null);
			}
			else {
				call.result().completeExceptionally(new MutationRejectedException(code, outcome.message()));
			}
		});
	}

	private Outcome run(MutationExecution.Call call, String userId) {
		Outcome outcome = this.execution.run(this.space.storeType(), call, userId, this.state.overlay());
		this.stored.check();
		return outcome;
	}

	private Batch write(List<SpaceCall> leftOver) {
		SpaceHead before = this.locked.head();
		boolean hasVersions = this.state.version() != before.version();
		String checkpoint = hasVersions ? this.parts.tokens().get() : "";
		List<ClientRecord> changed = new ArrayList<>();
		Map<String, Long> settled = new HashMap<>();
		this.clients.forEach((id, client) -> {
			if (client.isChanged()) {
				changed.add(client.toRecord());
			}
			if (client.isSettled()) {
				settled.put(id, client.acknowledged());
			}
		});
		SpaceCommit commit = new SpaceCommit(this.state.version(), checkpoint, this.parts.clock().instant(),
				this.state.patches(), changed, settled, this.state.mutations());
		if (hasVersions || !changed.isEmpty()) {
			this.locked.append(commit);
		}
		this.after = hasVersions
				? new SpaceHead(before.rowId(), before.epoch(), this.state.version(), checkpoint, before.horizon())
				: before;
		return new Batch(this.space, before, this.after, this.base, commit, this.state.faults(), this.completions,
				leftOver);
	}

	private void refuse(PushCall call, Problem problem, @Nullable Duration retryAfter) {
		complete((head) -> call.answer().complete(new Answer.Refused<>(problem, retryAfter)));
	}

	private void complete(Consumer<SpaceHead> completion) {
		this.completions.add(() -> completion.accept(this.after));
	}

}
