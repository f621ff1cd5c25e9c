package dev.syncedstore.server.push;

import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;

/**
 * Serves pushes. Thread-safe; never blocks on the database.
 */
public final class PushService {

	/**
	 * Process a client's mutations.
	 * @param space the space
	 * @param userId the authenticated user
	 * @param request the request
	 * @return the answer, once everything it tells is durable; never fails
	 */
	public CompletionStage<Answer<PushResponse>> push(SpaceId space, String userId, PushRequest request) {
		throw new UnsupportedOperationException();
	}

}
