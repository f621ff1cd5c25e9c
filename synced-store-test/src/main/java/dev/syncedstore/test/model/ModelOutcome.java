package dev.syncedstore.test.model;

import dev.syncedstore.core.RejectionCode;
import org.jspecify.annotations.Nullable;

/**
 * How a mutation ended on a model.
 *
 * @param entries the entries after it, the same as before if it had no effect
 * @param code why it had no effect, {@code internal_error} where the mutator failed, or
 * {@code null} if it was applied
 */
public record ModelOutcome(ModelEntries entries, @Nullable String code) {

	/**
	 * Whether it had an effect.
	 * @return {@code false} if it was rejected or failed
	 */
	public boolean isApplied() {
		return this.code == null;
	}

	static ModelOutcome failed(ModelEntries before) {
		return new ModelOutcome(before, RejectionCode.INTERNAL_ERROR);
	}

}
