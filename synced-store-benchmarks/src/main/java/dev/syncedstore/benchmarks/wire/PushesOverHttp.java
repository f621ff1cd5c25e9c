package dev.syncedstore.benchmarks.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.benchmarks.driver.ClosedLoad;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpRequest;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.driver.UserSessions;
import dev.syncedstore.benchmarks.server.ServerProcess;

/**
 * Pushes of many clients to one space, against requests that do nothing.
 */
public final class PushesOverHttp implements Comparison {

	private static final int CONNECTIONS = 64;

	private static final int KEYS = 1000;

	private static final Line LINE = new Line(3, "requests",
			"one space, " + CONNECTIONS + " connections, one mutation a push, 1,000 hot keys, over HTTP",
			"the same server answering an equal-sized authenticated POST with a constant", "requests/s",
			Bound.atLeastTimes(0.6).missedBy(0.27));

	@Override
	public List<Line> lines() {
		return List.of(LINE);
	}

	@Override
	public Contest open(Form form) throws Exception {
		return new Sides(
				ServerProcess.application(BenchmarkPostgres.current().createDatabase("pushes_over_http")).start(),
				form);
	}

	private static final class Sides implements Contest {

		private final EventLoop loop = new EventLoop();

		private final ServerProcess server;

		private final ClosedLoad pushes = new ClosedLoad(this.loop);

		private final ClosedLoad constants = new ClosedLoad(this.loop);

		private final SplittableRandom random = new SplittableRandom(1);

		Sides(ServerProcess server, Form form) throws IOException {
			this.server = server;
			UserSessions users = new UserSessions(this.loop, server.port());
			for (int number = 0; number < CONNECTIONS; number++) {
				UserSession user = users.get(number);
				PushingClient client = new PushingClient(user, "hot", "client-" + number);
				this.pushes.add(server.port(), () -> client.push("put", args()));
				PushingClient idle = new PushingClient(user, "hot", "client-" + number);
				this.constants.add(server.port(), () -> HttpRequest.post("/constant", user, idle.body("put", args())));
			}
			this.pushes.run(form.warmUp().dividedBy(2));
			this.constants.run(form.warmUp().dividedBy(2));
		}

		private List<String> args() {
			return List.of(PushingClient.putArgs("k" + this.random.nextInt(KEYS), EngineFanOut.TEXT));
		}

		@Override
		public Map<String, Double> baseline(Duration slice) throws IOException {
			return Map.of(LINE.name(), this.constants.run(slice));
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws IOException {
			return Map.of(LINE.name(), this.pushes.run(slice));
		}

		@Override
		public void close() throws IOException {
			this.loop.close();
			this.server.close();
		}

	}

}
