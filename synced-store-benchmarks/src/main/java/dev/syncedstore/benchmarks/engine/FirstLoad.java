package dev.syncedstore.benchmarks.engine;

import java.util.UUID;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.pull.PullService;

/**
 * A client that has nothing yet and asks for all pages, one after the other.
 */
final class FirstLoad {

	private static final String USER = "reader";

	private final PullService pulls;

	private final SpaceId space;

	private final String clientId = UUID.randomUUID().toString();

	FirstLoad(PullService pulls, SpaceId space) {
		this.pulls = pulls;
		this.space = space;
	}

	/**
	 * Ask for all of it.
	 * @return how many entries came
	 */
	int pull() {
		int entries = 0;
		String page = null;
		do {
			PullRequest request = new PullRequest(Protocol.VERSION, 1, this.clientId, USER, 0, null, null, null, page);
			Answer<PullResponse> answer = this.pulls.pull(this.space, USER, request).toCompletableFuture().join();
			if (!(answer instanceof Answer.Served<PullResponse> served)) {
				throw new IllegalStateException("A pull ended in " + answer);
			}
			entries += served.body().delta().patches().size();
			page = served.body().nextPage();
		}
		while (page != null);
		return entries;
	}

}
