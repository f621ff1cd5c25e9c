package dev.syncedstore.benchmarks.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.SteadyLoad;
import dev.syncedstore.benchmarks.driver.UserSessions;
import dev.syncedstore.benchmarks.server.ServerProcess;

/**
 * From a mutation to the last client that sees it, while others are busy elsewhere.
 */
public final class LastClientUnderLoad implements Comparison {

	private static final int RECEIVERS = 20;

	private static final int RATE = 2000;

	private static final int SPACES = 50;

	private static final int CLIENTS_PER_SPACE = 2;

	/** Of the rate: less than this was no load of that rate. */
	private static final double TOLERANCE = 0.9;

	private static final Line LINE = new Line(
			6, "under load", "mutation → visible in the last of " + RECEIVERS
					+ " clients while 2,000 mutations/s go into " + SPACES + " other spaces, p99",
			"the same on an idle server", "ms", Bound.atMostTimes(4));

	@Override
	public List<Line> lines() {
		return List.of(LINE);
	}

	@Override
	public boolean isForEveryDay() {
		return false;
	}

	@Override
	public Contest open(Form form) throws Exception {
		return new Sides(
				ServerProcess.application(BenchmarkPostgres.current().createDatabase("last_client_load")).start(),
				form);
	}

	private static final class Sides implements Contest {

		private final EventLoop loop = new EventLoop();

		private final ServerProcess server;

		private final FanOut fanOut;

		private final SteadyLoad load = new SteadyLoad(this.loop, RATE);

		Sides(ServerProcess server, Form form) throws IOException {
			this.server = server;
			UserSessions users = new UserSessions(this.loop, server.port());
			WarmUp.application(users, form);
			this.fanOut = EngineFanOut.open(users, users, "watched", RECEIVERS);
			for (int number = 0; number < SPACES * CLIENTS_PER_SPACE; number++) {
				this.load.add(server.port(), new PushingClient(users.get(RECEIVERS + number), "busy-" + number % SPACES,
						"client-" + number));
			}
		}

		@Override
		public Map<String, Double> baseline(Duration slice) throws IOException {
			return Map.of(LINE.name(), this.fanOut.measure(slice).millis(0.99));
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws IOException {
			long before = this.load.confirmed();
			long start = System.nanoTime();
			this.load.start();
			double p99 = this.fanOut.measure(slice).millis(0.99);
			double seconds = (System.nanoTime() - start) / 1e9;
			long confirmed = this.load.confirmed() - before;
			this.load.stop();
			System.out.printf("%.0f mutations/s went into other spaces%n", confirmed / seconds);
			if (confirmed < TOLERANCE * RATE * seconds) {
				System.out.println("The machine is too slow for the load");
			}
			return Map.of(LINE.name(), p99);
		}

		@Override
		public void close() throws IOException {
			this.loop.close();
			this.server.close();
		}

	}

}
