package dev.syncedstore.server.log;

import java.util.Optional;

import dev.syncedstore.core.protocol.RejectedMutation;
import org.jspecify.annotations.Nullable;

/**
 * One mutation as the log remembers it: who, what, and how it ended.
 *
 * @param version the version it took
 * @param clientId the client, or {@code null} for server code
 * @param userId the user
 * @param mutationId the client's number for it, 0 for server code
 * @param mutator the mutator's name
 * @param code why it was rejected, or {@code null} if it was applied
 * @param message the rejection's message, empty if it was applied
 */
public record ProcessedMutation(long version, @Nullable String clientId, String userId, long mutationId, String mutator,
		@Nullable String code, String message) {

	/**
	 * Whether a client is to be told of a rejection.
	 * @return {@code false} if the mutation was applied, or is server code's
	 */
	public boolean isKept() {
		return this.clientId != null && this.code != null;
	}

	/**
	 * The rejection, where a client is to be told of one.
	 * @return the rejection
	 */
	public Optional<RejectedMutation> rejection() {
		return (this.clientId != null && this.code != null)
				? Optional.of(new RejectedMutation(this.clientId, this.mutationId, this.code, this.message))
				: Optional.empty();
	}

}
