package dev.syncedstore.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.push.PushService;

/**
 * Fills a new space with items, by pushes as large as clients make them.
 */
final class SpaceFiller {

	private static final int CLIENTS = 4;

	private static final int PUSH = 500;

	private final List<PushCaller> clients = new ArrayList<>();

	private SpaceFiller(PushService pushes, SpaceId space) {
		for (int i = 0; i < CLIENTS; i++) {
			this.clients.add(new PushCaller(pushes, space, "filler", new Edits(i, 1), 1));
		}
	}

	static void fill(PushService pushes, SpaceId space, int items) {
		new SpaceFiller(pushes, space).fill(items);
	}

	private void fill(int items) {
		int next = 0;
		while (next < items) {
			List<PushCaller> busy = new ArrayList<>();
			List<CompletionStage<Answer<PushResponse>>> answers = new ArrayList<>();
			for (PushCaller client : this.clients) {
				int end = Math.min(items, next + PUSH);
				if (next < end) {
					busy.add(client);
					answers.add(client.push(mutations(client, next, end)));
				}
				next = end;
			}
			for (int i = 0; i < busy.size(); i++) {
				busy.get(i).confirm(answers.get(i));
			}
		}
	}

	private static List<PushMutation> mutations(PushCaller client, int from, int to) {
		List<PushMutation> result = new ArrayList<>();
		for (int item = from; item < to; item++) {
			result.add(client.mutation(client.mutations() + 1 + item - from, "add", Edits.of(item, 0)));
		}
		return result;
	}

}
