package dev.syncedstore.core.protocol;

import java.util.List;

/**
 * The answer to a push, given after the commit is durable.
 *
 * @param userId the authenticated user
 * @param lastMutationId the client's last processed mutation
 * @param version the space's version
 * @param rejectedMutations the client's rejections that it has not acknowledged
 */
public record PushResponse(String userId, long lastMutationId, long version, List<RejectedMutation> rejectedMutations) {

	public PushResponse {
		rejectedMutations = List.copyOf(rejectedMutations);
	}

}
