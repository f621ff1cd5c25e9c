package dev.syncedstore.server.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.log.PostgresLog;

/**
 * A server with the second version of rolls in a process of its own. Each line of its
 * input is a push: an instance, and the first and the last of the mutations that its
 * client has made under the first version; its answer is a line of its output.
 */
final class RollServer {

	static final String READY = "READY";

	static final int INLINE = 500;

	static final int STEP = 50;

	private RollServer() {
	}

	public static void main(String[] args) throws IOException {
		ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
		try (PostgresLog postgres = PostgresLog.in(new TestDatabase(args[0], args[1], args[2]));
				ListNode node = new ListNode(postgres.log(), List.of(new Rolls.Second()),
						(builder) -> builder.migrationLimits(new MigrationLimits(INLINE, STEP)));
				BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			ticks.scheduleAtFixedRate(node.engine().schemaRuns()::resume, 0, 50, TimeUnit.MILLISECONDS);
			System.out.println(READY);
			in.lines().forEach((line) -> push(node, line.split(" ")));
		}
		finally {
			ticks.shutdownNow();
		}
	}

	private static void push(ListNode node, String[] request) {
		SpaceId space = new SpaceId(Rolls.TYPE, request[0]);
		List<PushMutation> mutations = LongStream.rangeClosed(Long.parseLong(request[1]), Long.parseLong(request[2]))
			.mapToObj((id) -> ListNode.first(id, "count", "{}"))
			.toList();
		node.engine()
			.pushService()
			.push(space, "alice", new PushRequest(1, "client-" + request[0], "alice", 0, mutations))
			.thenAccept((answer) -> System.out.println(request[0] + " " + outcome(answer)));
	}

	/** The last mutation, or why not. */
	private static String outcome(Answer<PushResponse> answer) {
		return (answer instanceof Answer.Refused<PushResponse> refused) ? refused.problem().code()
				: String.valueOf(((Answer.Served<PushResponse>) answer).body().lastMutationId());
	}

}
