package dev.syncedstore.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One mutation of a push.
 *
 * @param id the number that the client gave it
 * @param nonce the same in every retry; {@code null} only where a withdrawn mutation came
 * without one
 * @param schemaVersion the schema version it was made under
 * @param name the mutator's name
 * @param args the arguments as JSON text
 */
public record PushMutation(long id, @Nullable String nonce, int schemaVersion, String name, String args) {

	/**
	 * Whether the client gave the mutation up.
	 * @return {@code true} for {@value Protocol#WITHDRAWN_MUTATION}
	 */
	public boolean isWithdrawn() {
		return this.name.equals(Protocol.WITHDRAWN_MUTATION);
	}

}
