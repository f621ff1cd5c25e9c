package dev.syncedstore.benchmarks.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
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
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.UserSessions;
import dev.syncedstore.benchmarks.server.ServerProcess;

/**
 * Two nodes on one database, against one of them alone.
 */
public final class TwoNodes implements Comparison {

	private static final int NUMBER = 16;

	private static final int RECEIVERS = 20;

	private static final int SPACES = 50;

	private static final int KEYS = 1000;

	private static final Line ACROSS = new Line(NUMBER, "across",
			"mutation on one node → visible in the last of " + RECEIVERS + " clients of the other, p50",
			"writer and readers on one node", "ms", Bound.atMostMore(3).missedBy(4.5));

	private static final Line SPREAD = new Line(NUMBER, "spread",
			SPACES + " spaces × 2 clients, single mutations over HTTP, the spaces spread over two nodes",
			"all on one node", "mutations/s", Bound.atLeastTimes(1).missedBy(0.57));

	@Override
	public List<Line> lines() {
		return List.of(ACROSS, SPREAD);
	}

	@Override
	public boolean isForEveryDay() {
		return false;
	}

	@Override
	public Contest open(Form form) throws Exception {
		String database = BenchmarkPostgres.current().createDatabase("two_nodes");
		ServerProcess one = ServerProcess.application(database).start();
		return new Sides(one, ServerProcess.application(database).start(), form);
	}

	private static final class Sides implements Contest {

		private final EventLoop loop = new EventLoop();

		private final ServerProcess one;

		private final ServerProcess two;

		private final FanOut onOne;

		private final FanOut across;

		private final ClosedLoad alone = new ClosedLoad(this.loop);

		private final ClosedLoad spread = new ClosedLoad(this.loop);

		private final SplittableRandom random = new SplittableRandom(1);

		Sides(ServerProcess one, ServerProcess two, Form form) throws IOException {
			this.one = one;
			this.two = two;
			UserSessions usersOfOne = new UserSessions(this.loop, one.port());
			UserSessions usersOfTwo = new UserSessions(this.loop, two.port());
			WarmUp.application(usersOfOne, form);
			WarmUp.application(usersOfTwo, form);
			this.onOne = EngineFanOut.open(usersOfOne, usersOfOne, "near", RECEIVERS);
			this.across = EngineFanOut.open(usersOfOne, usersOfTwo, "far", RECEIVERS);
			for (int number = 0; number < 2 * SPACES; number++) {
				int space = number % SPACES;
				add(this.alone, usersOfOne, number, "alone-" + space);
				add(this.spread, (space % 2 == 0) ? usersOfOne : usersOfTwo, number, "spread-" + space);
			}
		}

		private void add(ClosedLoad load, UserSessions users, int number, String space) throws IOException {
			PushingClient client = new PushingClient(users.get(number), space, "client-" + number);
			load.add(users.port(), () -> client.put("k" + this.random.nextInt(KEYS), EngineFanOut.TEXT));
		}

		@Override
		public Map<String, Double> baseline(Duration slice) throws IOException {
			return measure(this.onOne, this.alone, slice);
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws IOException {
			return measure(this.across, this.spread, slice);
		}

		private static Map<String, Double> measure(FanOut fanOut, ClosedLoad load, Duration slice) throws IOException {
			Map<String, Double> figures = new HashMap<>();
			figures.put(ACROSS.name(), fanOut.measure(slice.dividedBy(2)).millis(0.5));
			figures.put(SPREAD.name(), load.run(slice.dividedBy(2)));
			return figures;
		}

		@Override
		public void close() throws IOException {
			this.loop.close();
			this.one.close();
			this.two.close();
		}

	}

}
