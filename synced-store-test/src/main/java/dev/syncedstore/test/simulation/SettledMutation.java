package dev.syncedstore.test.simulation;

import org.jspecify.annotations.Nullable;

/**
 * A mutation, and what its maker was told of it in the end.
 *
 * @param userId who made it
 * @param mutator the mutator's name
 * @param args the arguments
 * @param code why it had no effect, or {@code null} if it had
 */
public record SettledMutation(String userId, String mutator, Object args, @Nullable String code) {

	/**
	 * Whether it had an effect.
	 * @return {@code false} if it was rejected
	 */
	public boolean isConfirmed() {
		return this.code == null;
	}

}
