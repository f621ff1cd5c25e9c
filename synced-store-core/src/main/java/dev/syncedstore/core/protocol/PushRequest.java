package dev.syncedstore.core.protocol;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client's pending mutations, on their way to the server.
 *
 * @param protocolVersion the version of the protocol
 * @param clientId the client
 * @param userId the user that the request was made for, or {@code null} before the first
 * answer
 * @param acknowledgedMutationId the highest own id whose outcome the client has stored
 * and told
 * @param mutations the mutations, with increasing ids
 */
public record PushRequest(int protocolVersion, String clientId, @Nullable String userId, long acknowledgedMutationId,
		List<PushMutation> mutations) {

	public PushRequest {
		mutations = List.copyOf(mutations);
	}

}
