package dev.syncedstore.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.push.PushService;

/**
 * A client that has one push in flight and waits for its answer.
 */
final class PushCaller implements Caller {

	private final PushService pushes;

	private final SpaceId space;

	private final String user;

	private final String clientId = UUID.randomUUID().toString();

	private final Edits edits;

	private final int mutationsPerPush;

	private long last;

	PushCaller(PushService pushes, SpaceId space, String user, Edits edits, int mutationsPerPush) {
		this.pushes = pushes;
		this.space = space;
		this.user = user;
		this.edits = edits;
		this.mutationsPerPush = mutationsPerPush;
	}

	@Override
	public void call() {
		List<PushMutation> mutations = new ArrayList<>(this.mutationsPerPush);
		for (int i = 1; i <= this.mutationsPerPush; i++) {
			mutations.add(mutation(this.last + i, "edit", this.edits.next()));
		}
		confirm(push(mutations));
	}

	/** Begin a push of what the caller has not said to be pushed otherwise. */
	CompletionStage<Answer<PushResponse>> push(List<PushMutation> mutations) {
		return this.pushes.push(this.space, this.user,
				new PushRequest(Protocol.VERSION, this.clientId, this.user, this.last, mutations));
	}

	/** Wait for the end of a push. */
	void confirm(CompletionStage<Answer<PushResponse>> push) {
		Answer<PushResponse> answer = push.toCompletableFuture().join();
		if (!(answer instanceof Answer.Served<PushResponse> served) || !served.body().rejectedMutations().isEmpty()) {
			throw new IllegalStateException("A push ended in " + answer);
		}
		this.last = served.body().lastMutationId();
	}

	PushMutation mutation(long id, String mutator, EditItem args) {
		// As clients do, and as random as theirs.
		String nonce = Long.toHexString(id * 0x9e3779b97f4a7c15L ^ this.clientId.hashCode());
		return new PushMutation(id, nonce, 1, mutator, Edits.json(args));
	}

	@Override
	public long mutations() {
		return this.last;
	}

}
