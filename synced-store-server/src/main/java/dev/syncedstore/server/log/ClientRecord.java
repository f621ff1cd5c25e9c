package dev.syncedstore.server.log;

import java.util.List;

import dev.syncedstore.core.protocol.RejectedMutation;

/**
 * What a space knows of one client.
 *
 * @param clientId the client
 * @param userId the user that it belongs to
 * @param lastMutationId its last processed mutation
 * @param acknowledgedMutationId up to which it has stored and told the outcomes
 * @param nonces fingerprints of the nonces of its latest mutations
 * @param rejections its rejections that it has not acknowledged, by increasing id
 */
public record ClientRecord(String clientId, String userId, long lastMutationId, long acknowledgedMutationId,
		NonceWindow nonces, List<RejectedMutation> rejections) {

	public ClientRecord {
		rejections = List.copyOf(rejections);
	}

}
