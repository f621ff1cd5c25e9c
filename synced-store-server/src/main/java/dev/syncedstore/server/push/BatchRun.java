package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.RequestGate;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSchema;
import org.jspecify.annotations.Nullable;

/**
 * Processes calls, one after the other, inside of the transaction that has locked their
 * space, or on what the node holds of it. Used once.
 */
final class BatchRun {

	private final EngineParts parts;

	private final MutationExecution execution;

	private final SpaceId space;

	private final LockedSpace locked;

	private final CachedSpace base;

	private final GuardedView stored;

	private final BatchState state;

	private final Map<String, ClientState> clients = new HashMap<>();

	private final ClientRoom clientRoom;

	private final Inbox inbox;

	private final ServerCode serverCode;

	private final BatchMutations mutations;

	private final List<Runnable> completions = new ArrayList<>();

	private final @Nullable Verdict verdict;

	private final int schemaVersion;

	private SpaceHead after;

	BatchRun(BatchContext context, CachedSpace base, LockedSpace locked) {
		this.parts = context.parts();
		this.execution = context.execution();
		this.space = context.space();
		this.verdict = context.verdict();
		this.schemaVersion = context.schemaVersion();
		this.locked = locked;
		this.clientRoom = new ClientRoom(locked, parts.pushLimits().clientsPerSpace());
		this.after = locked.head();
		this.base = base;
		this.stored = new GuardedView(locked.entries());
		this.state = new BatchState(base.entries().over(this.stored), locked.head().version(), this.schemaVersion);
		this.inbox = new Inbox(context, locked, this.state);
		this.serverCode = new ServerCode(context, locked, this.state);
		this.mutations = new BatchMutations(context, locked, this.state, this.stored,
				new SpaceLedger(this.parts.quotas().of(this.space.storeType()), base.entries(), locked));
	}

	/**
	 * Process as many calls as there is room for, and write what they did. A
	 * transactional mutation is processed alone; of its push, what comes before and after
	 * it is left to other runs, where it then is what a retry is: what has been processed
	 * is skipped.
	 * @throws MutationRolledBackException if it was a transactional mutation that is to
	 * be rejected
	 */
	Batch run(List<SpaceCall> calls) {
		load(calls);
		int next = 0;
		while (next < calls.size() && (next == 0 || this.state.bytes() < this.parts.limits().batchBytes())) {
			SpaceCall call = calls.get(next);
			boolean done = process(call);
			if (!done) {
				break;
			}
			next++;
		}
		return write(List.copyOf(calls.subList(next, calls.size())));
	}

	private void load(List<SpaceCall> calls) {
		Set<String> clientIds = new HashSet<>();
		for (SpaceCall call : calls) {
			if (call instanceof PushCall push) {
				clientIds.add(push.request().clientId());
			}
		}
		this.locked.clients(clientIds).forEach((id, known) -> this.clients.put(id, ClientState.known(known)));
		this.serverCode.load(calls);
	}

	private boolean process(SpaceCall call) {
		if (call instanceof MigrationCall migration) {
			complete((head) -> migration.result().complete(true));
			return true;
		}
		if (call instanceof DeliveryCall delivery) {
			return this.inbox.process(delivery, this);
		}
		return (call instanceof PushCall push) ? process(push) : this.serverCode.process((ServerCall) call, this);
	}

	/**
	 * Process a push.
	 * @return whether it is done; otherwise it needs another transaction
	 */
	private boolean process(PushCall call) {
		PushRequest request = call.request();
		List<PushMutation> mutations = request.mutations();
		if (!this.locked.head().exists()) {
			processWithoutSpace(call);
			return true;
		}
		ClientState client = this.clients.get(request.clientId());
		if (client != null && client.userId().equals(ClientRecord.ERASED_USER_ID)) {
			refuse(call, RequestGate.userErased(), null);
			return true;
		}
		if (!this.execution.system().mayOpen(this.space, call.userId(), this.state.overlay())) {
			this.stored.check();
			refuse(call, PushProblems.accessDenied(), null);
			return true;
		}
		if (client != null && !client.userId().equals(call.userId())) {
			refuse(call, PushProblems.clientOfAnotherUser(), null);
			return true;
		}
		if ((client == null || client.last() == 0) && !mutations.isEmpty() && mutations.get(0).id() > 1) {
			refuse(call, PushProblems.unknownClient(mutations.get(0).id()), null);
			return true;
		}
		if (client == null) {
			if (!this.clientRoom.take(call.userId())) {
				refuse(call, PushProblems.tooManyClients(this.parts.pushLimits().clientsPerSpace()),
						PushProblems.AFTER_SOME_SPACES);
				return true;
			}
			client = ClientState.unknown(request.clientId(), call.userId());
			this.clients.put(request.clientId(), client);
		}
		if (client.isForked(request)) {
			long common = client.lastCommonId(request);
			refuse(call, PushProblems.clientForked(common, client.rejectionsUpTo(common)), null);
			return true;
		}
		EngineLimits limits = this.parts.limits();
		if (client.unacknowledgedAfter(request) > limits.unacknowledged()) {
			refuse(call, PushProblems.tooManyUnacknowledged(limits.unacknowledged()), limits.retryAfter());
			return true;
		}
		client.acknowledge(request.acknowledgedMutationId());
		CallerContext.Scope scope = call.caller().open();
		try {
			return process(call, client);
		}
		finally {
			scope.close();
		}
	}

	private boolean process(PushCall call, ClientState client) {
		for (PushMutation mutation : call.request().mutations()) {
			if (mutation.id() > client.last() + 1) {
				refuse(call, PushProblems.mutationGap(mutation.id(), client.last()), null);
				return true;
			}
			if (mutation.id() > client.last()) {
				Outcome decided = decided(call, mutation);
				List<MutationExecution.Call> calls = call.calls(mutation);
				if (needsAnotherTransaction(decided, calls)) {
					return false;
				}
				Outcome outcome = (decided != null) ? decided : this.mutations.run(calls, call.userId(),
						(rejection) -> Verdict.on(call, mutation, rejection));
				if (sendsTooMuch(outcome)) {
					return false;
				}
				String name = calls.isEmpty() ? mutation.name() : calls.get(0).mutator();
				ProcessedMutation processed = new ProcessedMutation(this.state.nextVersion(), call.request().clientId(),
						call.userId(), mutation.id(), this.execution.knownName(this.space.storeType(), name),
						outcome.code(), outcome.message());
				this.mutations.add(processed, outcome);
				client.processed(mutation, processed.rejection().orElse(null));
			}
		}
		long last = client.last();
		List<RejectedMutation> rejections = client.rejections();
		complete((head) -> call.answer()
			.complete(Answer.of(new PushResponse(call.userId(), last, head.version(), rejections))));
		return true;
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

	/** The outcome of a mutation that does not have to run for that. */
	private @Nullable Outcome decided(PushCall call, PushMutation mutation) {
		if (call.condemned()) {
			return this.execution.condemned();
		}
		if (this.verdict != null && this.verdict.isOn(call, mutation.id())) {
			return this.verdict.outcome();
		}
		if (!mutation.isWithdrawn() && !(call.rights().write() && this.execution.system()
			.mayWrite(this.space, call.userId(), mutation.name(), this.state.overlay()))) {
			return Outcome.rejected(RejectionCode.ACCESS_DENIED, "The user may read this space but not change it");
		}
		MigratedMutation migrated = call.migrated(mutation);
		return (migrated != null) ? migrated.failure() : null;
	}

	/**
	 * A transactional mutation shares its transaction neither with what comes before it
	 * nor with what comes after.
	 */
	boolean needsAnotherTransaction(@Nullable Outcome decided, List<MutationExecution.Call> calls) {
		boolean begun = this.state.version() != this.locked.head().version() || !this.completions.isEmpty();
		return verdicts() != null || begun && decided == null && this.mutations.areTransactional(calls);
	}

	/**
	 * One commit sends only so much, so this is one mutation too many for it. It has had
	 * no effect so far, and runs again in the next batch.
	 */
	boolean sendsTooMuch(Outcome outcome) {
		int sent = this.state.sent().size();
		return sent > 0 && sent + outcome.sent().size() > OtherSpacesOfRun.MAX_TARGETS;
	}

	BatchMutations mutations() {
		return this.mutations;
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
				this.state.patches(), changed, settled, this.state.mutations(), this.state.enqueued(),
				this.state.sent(), this.mutations.growth(), schemaAfter(before, hasVersions));
		this.inbox.settle();
		this.completions.add(this.inbox::report);
		this.serverCode.settle();
		if (hasVersions || !changed.isEmpty()) {
			this.locked.append(commit);
		}
		this.mutations.erasedUsers().forEach(this.locked::eraseUser);
		this.after = before.after(commit);
		return new Batch(this.space, before, this.after, this.base, commit, this.state.faults(), this.completions,
				leftOver);
	}

	/** Where there was nothing before, all that there is now is as this node has it. */
	private @Nullable SpaceSchema schemaAfter(SpaceHead before, boolean hasVersions) {
		boolean first = hasVersions && before.version() == 0 && !before.schema().isAt(this.schemaVersion);
		return first ? SpaceSchema.of(this.schemaVersion) : null;
	}

	/**
	 * Makes the verdict on the transactional mutation that has run, if it is one.
	 */
	@Nullable Function<Outcome, Verdict> verdicts() {
		return this.mutations.verdicts();
	}

	private void refuse(PushCall call, Problem problem, @Nullable Duration retryAfter) {
		complete((head) -> call.answer().complete(new Answer.Refused<>(problem, retryAfter)));
	}

	void complete(Consumer<SpaceHead> completion) {
		this.completions.add(() -> completion.accept(this.after));
	}

}
