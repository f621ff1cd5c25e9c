package dev.syncedstore.core.rebase;

import java.util.List;

import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * A mutation whose outcome the base doesn't have yet, and what its latest run here did.
 * Immutable.
 */
public final class PendingMutation {

	private final long id;

	private final MutationCall call;

	private final MutationRun run;

	private final @Nullable Refusal withdrawal;

	/**
	 * Create a mutation that was not run yet.
	 * @param id its number among those of its client
	 * @param call what it says
	 * @param withdrawal why it can't be sent, so that its withdrawal is sent in its
	 * place, or {@code null} if it can
	 */
	public PendingMutation(long id, MutationCall call, @Nullable Refusal withdrawal) {
		this(id, call, MutationRun.NONE, withdrawal);
	}

	PendingMutation(long id, MutationCall call, MutationRun run, @Nullable Refusal withdrawal) {
		this.id = id;
		this.call = call;
		this.run = run;
		this.withdrawal = withdrawal;
	}

	/**
	 * Its number among those of its client.
	 * @return the id
	 */
	public long id() {
		return this.id;
	}

	/**
	 * What it says.
	 * @return the call
	 */
	public MutationCall call() {
		return this.call;
	}

	/**
	 * What its latest run here changed.
	 * @return one patch a key
	 */
	public List<Patch> changes() {
		return this.run.changes();
	}

	/**
	 * Why its latest run here had no effect.
	 * @return the problem, or {@code null} if it ran through
	 */
	public @Nullable String problem() {
		return this.run.problem();
	}

	/**
	 * Why it can't be sent, so that its withdrawal is sent in its place.
	 * @return the reason, or {@code null} if it can
	 */
	public @Nullable Refusal withdrawal() {
		return this.withdrawal;
	}

	MutationRun run() {
		return this.run;
	}

	PendingMutation with(MutationRun run) {
		return new PendingMutation(this.id, this.call, run, this.withdrawal);
	}

	PendingMutation withId(long id) {
		return new PendingMutation(id, this.call, this.run, this.withdrawal);
	}

	PendingMutation withWithdrawal(@Nullable Refusal withdrawal) {
		return new PendingMutation(this.id, this.call, this.run, withdrawal);
	}

	/**
	 * The mutation as it is sent, or its withdrawal.
	 * @return the message
	 */
	public PushMutation toPush() {
		boolean withdrawn = this.withdrawal != null;
		return new PushMutation(this.id, this.call.nonce(), this.call.schemaVersion(),
				withdrawn ? Protocol.WITHDRAWN_MUTATION : this.call.name(),
				withdrawn ? "null" : this.call.args().json());
	}

}
