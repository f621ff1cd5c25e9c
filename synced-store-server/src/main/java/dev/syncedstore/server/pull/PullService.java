package dev.syncedstore.server.pull;

import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.server.Answer;

/**
 * Serves pulls. Thread-safe; never blocks on the database.
 */
public final class PullService {

	/**
	 * Read what a client has missed, or a page of it.
	 * @param space the space
	 * @param userId the authenticated user
	 * @param request the request
	 * @return the answer; never fails
	 */
	public CompletionStage<Answer<PullResponse>> pull(SpaceId space, String userId, PullRequest request) {
		throw new UnsupportedOperationException();
	}

}
