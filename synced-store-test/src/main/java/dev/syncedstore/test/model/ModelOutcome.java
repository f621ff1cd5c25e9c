package dev.syncedstore.test.model;

import java.util.List;

import dev.syncedstore.core.RejectionCode;
import org.jspecify.annotations.Nullable;

/**
 * How a mutation ended on a model.
 *
 * @param entries the entries after it, the same as before if it had no effect
 * @param code why it had no effect, {@code internal_error} where the mutator failed, or
 * {@code null} if it was applied
 * @param sent what it has sent to other spaces, in order
 */
public record ModelOutcome(ModelEntries entries, @Nullable String code, List<ModelSent> sent) {

	public ModelOutcome {
		sent = List.copyOf(sent);
	}

	/**
	 * Whether it had an effect.
	 * @return {@code false} if it was rejected or failed
	 */
	public boolean isApplied() {
		return this.code == null;
	}

	static ModelOutcome refused(ModelEntries before, @Nullable String code) {
		return new ModelOutcome(before, code, List.of());
	}

	static ModelOutcome failed(ModelEntries before) {
		return refused(before, RejectionCode.INTERNAL_ERROR);
	}

}
