package dev.syncedstore.server.push;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;

/**
 * A node with little memory, working in a space with a million entries.
 */
final class LargeSpaceProcess {

	private LargeSpaceProcess() {
	}

	public static void main(String[] args) {
		TestDatabase database = new TestDatabase(args[0], args[1], args[2]);
		SpaceId space = new SpaceId("notes", args[3]);
		try (PostgresLog postgres = PostgresLog.in(database);
				EngineFixture engine = EngineFixture.over(postgres.log())) {
			for (int id = 1; id <= 200; id += 4) {
				engine.push(space, "alice",
						EngineFixture.acknowledging(id - 1, "writer", increment(id, "n"),
								put(id + 1, "note-" + 1_000 * id, "changed"),
								mutation(id + 2, "remove", "{\"key\":\"note-" + (1_000 * id + 1) + "\"}"),
								mutation(id + 3, "countNotes", "{\"key\":\"note-770\"}")));
			}
			System.out.println("counted " + engine.count(space, "n") + " found " + engine.count(space, "notes")
					+ " pulled " + pull(engine, space, "reader"));
		}
	}

	private static int pull(EngineFixture engine, SpaceId space, String clientId) {
		int patches = 0;
		String page = null;
		do {
			PullResponse response = engine.pull(space, "alice",
					new PullRequest(1, 1, clientId, "alice", 0, null, null, null, page));
			patches += response.delta().patches().size();
			page = response.nextPage();
		}
		while (page != null);
		return patches;
	}

}
