package dev.syncedstore.server.push;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.log.Growth;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.ProcessedMutation;
import org.jspecify.annotations.Nullable;

/**
 * Runs the mutations of a batch inside of its transaction, and counts what they write.
 * Belongs to one batch.
 */
final class BatchMutations {

	private final MutationExecution execution;

	private final SpaceId space;

	private final LockedSpace locked;

	private final BatchState state;

	private final GuardedView stored;

	private final SpaceLedger ledger;

	private final Set<String> erasedUsers = new HashSet<>();

	/**
	 * Makes the verdict on the transactional mutation that the transaction belongs to.
	 */
	private @Nullable Function<Outcome, Verdict> verdicts;

	BatchMutations(BatchContext context, LockedSpace locked, BatchState state, GuardedView stored, SpaceLedger ledger) {
		this.execution = context.execution();
		this.space = context.space();
		this.locked = locked;
		this.state = state;
		this.stored = stored;
		this.ledger = ledger;
	}

	/** Take what a mutation has come to into the batch. */
	void add(ProcessedMutation processed, Outcome outcome) {
		this.state.add(processed, outcome);
		if (outcome.code() == null) {
			this.ledger.take();
		}
	}

	/** By how much they change what the space has. */
	Growth growth() {
		return this.ledger.growth();
	}

	/** The users of whom nothing is to be left. */
	Set<String> erasedUsers() {
		return this.erasedUsers;
	}

	/**
	 * Makes the verdict on the transactional mutation that has run, if it is one.
	 */
	@Nullable Function<Outcome, Verdict> verdicts() {
		return this.verdicts;
	}

	/** Whether one of them can't share its transaction with others. */
	boolean areTransactional(List<MutationExecution.Call> calls) {
		for (MutationExecution.Call call : calls) {
			if (this.execution.isTransactional(this.space.storeType(), call.mutator())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Run what makes up one mutation: all of it, or nothing.
	 * @throws MutationRolledBackException if it is transactional and to be rejected
	 */
	Outcome run(List<MutationExecution.Call> calls, String userId, Function<Outcome, Verdict> verdicts) {
		// What a migration has dropped is a mutation without any call.
		boolean erasure = !calls.isEmpty() && calls.get(0).mutator().equals(ServerCall.ERASURE)
				&& userId.equals(Actor.SYSTEM_USER_ID);
		if (erasure) {
			return erase(calls.get(0));
		}
		if (!areTransactional(calls)) {
			return runPlain(calls, userId);
		}
		this.verdicts = verdicts;
		this.locked.share("mutator " + this.space.storeType() + "." + calls.get(0).mutator());
		Outcome outcome = runPlain(calls, userId);
		if (outcome.code() == null) {
			outcome = flush(outcome);
		}
		if (outcome.code() != null) {
			throw new MutationRolledBackException(verdicts.apply(outcome));
		}
		return outcome;
	}

	private Outcome runPlain(List<MutationExecution.Call> calls, String userId) {
		Outcome outcome = (calls.size() == 1)
				? this.execution.run(this.space, calls.get(0), userId, this.state.overlay())
				: this.execution.runAll(this.space, calls, userId, this.state.overlay());
		return counted(outcome);
	}

	/** What was read is what the database has, and what was written is not too much. */
	private Outcome counted(Outcome outcome) {
		this.stored.check();
		Outcome tooMuch = (outcome.code() == null) ? this.ledger.check(outcome.changes()) : null;
		return (tooMuch != null) ? tooMuch : outcome;
	}

	private Outcome erase(MutationExecution.Call call) {
		String erased = this.execution.system().userToErase(call.args());
		Outcome outcome = counted(this.execution.erase(this.space, call, erased, this.state.overlay()));
		if (outcome.code() == null) {
			this.erasedUsers.add(erased);
		}
		return outcome;
	}

	/** In the context of the mutation, which what is written now may ask for. */
	private Outcome flush(Outcome applied) {
		try {
			this.locked.flush();
			return applied;
		}
		catch (RuntimeException ex) {
			return this.execution.failures().ofTransactional(ex);
		}
	}

}
