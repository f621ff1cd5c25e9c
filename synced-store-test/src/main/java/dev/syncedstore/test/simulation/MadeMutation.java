package dev.syncedstore.test.simulation;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.test.model.ModelCall;
import org.jspecify.annotations.Nullable;

/**
 * A mutation that somebody made, and what was told of it.
 */
final class MadeMutation {

	private final String userId;

	private final Object args;

	private final ModelCall call;

	private boolean settled;

	private @Nullable String code;

	MadeMutation(String userId, Object args, ModelCall call) {
		this.userId = userId;
		this.args = args;
		this.call = call;
	}

	ModelCall call() {
		return this.call;
	}

	/**
	 * Its outcome is told.
	 * @param failure why it had no effect, or {@code null} if it had
	 * @return whether this is an outcome, and the first one
	 */
	boolean settle(@Nullable Throwable failure) {
		boolean first = !this.settled;
		this.settled = true;
		if (failure instanceof MutationRejectedException rejection) {
			this.code = rejection.code();
			return first;
		}
		return first && failure == null;
	}

	boolean isSettled() {
		return this.settled;
	}

	@Nullable String code() {
		return this.code;
	}

	SettledMutation outcome() {
		return new SettledMutation(this.userId, this.call.name(), this.args, this.code);
	}

}
