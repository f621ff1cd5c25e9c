package dev.syncedstore.benchmarks.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.benchmarks.driver.ClosedLoad;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.StompConnection;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.driver.UserSessions;
import dev.syncedstore.benchmarks.server.ServerProcess;

/**
 * From a mutation to the last client that sees it, where there are many other spaces in
 * which nothing happens.
 */
public final class ManyIdleSpaces implements Comparison {

	private static final int RECEIVERS = 20;

	private static final int SPACES = 10_000;

	private static final int SPACES_OF_SHORT_FORM = 1_000;

	/** Of these spaces, so many are subscribed to. */
	private static final int SUBSCRIBED = 300;

	private static final int CREATORS = 16;

	private static final long PATIENCE_SECONDS = 30;

	private static final Line LINE = new Line(
			13, "idle spaces", "mutation → visible in the last of " + RECEIVERS + " clients with 10,000 idle spaces, "
					+ SUBSCRIBED + " of them subscribed to, p50",
			"the same without other spaces", "ms", Bound.atMostTimes(1.2));

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
		BenchmarkPostgres postgres = BenchmarkPostgres.current();
		ServerProcess small = ServerProcess.application(postgres.createDatabase("few_spaces")).start();
		ServerProcess large = ServerProcess.application(postgres.createDatabase("many_spaces")).start();
		return new Sides(small, large, form);
	}

	private static final class Sides implements Contest {

		private final EventLoop loop = new EventLoop();

		private final ServerProcess small;

		private final ServerProcess large;

		private final FanOut inSmall;

		private final FanOut inLarge;

		Sides(ServerProcess small, ServerProcess large, Form form) throws IOException {
			this.small = small;
			this.large = large;
			UserSessions few = new UserSessions(this.loop, small.port());
			UserSessions many = new UserSessions(this.loop, large.port());
			int spaces = form.size(SPACES, SPACES_OF_SHORT_FORM);
			create(many, spaces);
			subscribe(many, Math.min(spaces, SUBSCRIBED));
			WarmUp.application(few, form);
			WarmUp.application(many, form);
			this.inSmall = EngineFanOut.open(few, few, "watched", RECEIVERS);
			this.inLarge = EngineFanOut.open(many, many, "watched", RECEIVERS);
		}

		/** By the wire, so that the node has been active in all of them. */
		private static void create(UserSessions users, int spaces) throws IOException {
			Deque<String> names = new ArrayDeque<>();
			for (int number = 0; number < spaces; number++) {
				names.add("idle-" + number);
			}
			try (ClosedLoad creators = new ClosedLoad(users.loop())) {
				for (int number = 0; number < CREATORS; number++) {
					UserSession user = users.get(number);
					String client = "creator-" + number;
					// Whoever finds nothing left to create stops by itself.
					creators.add(users.port(), () -> {
						String name = names.poll();
						return (name != null) ? new PushingClient(user, name, client).put("k", EngineFanOut.TEXT)
								: null;
					});
				}
				creators.run(Duration.ofMinutes(5));
			}
		}

		private static void subscribe(UserSessions users, int spaces) throws IOException {
			StompConnection connection = StompConnection.open(users.loop(), users.port(), users.get(0));
			CountDownLatch subscribed = new CountDownLatch(spaces);
			for (int number = 0; number < spaces; number++) {
				connection.subscribe("idle-" + number, "idle-client", (delta) -> subscribed.countDown());
			}
			try {
				if (!subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
					throw new IOException(subscribed.getCount() + " subscriptions have not begun");
				}
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		}

		@Override
		public Map<String, Double> baseline(Duration slice) throws IOException {
			return Map.of(LINE.name(), this.inSmall.measure(slice).millis(0.5));
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws IOException {
			return Map.of(LINE.name(), this.inLarge.measure(slice).millis(0.5));
		}

		@Override
		public void close() throws IOException {
			this.loop.close();
			this.small.close();
			this.large.close();
		}

	}

}
