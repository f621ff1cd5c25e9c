package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpConnection;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.server.ServerProcess;

/**
 * A server starts, and everybody comes back at once.
 */
public final class Restart implements Comparison {

	private static final String SPACE = "restart";

	private static final int MISSED = 500;

	private static final int ENTRIES = 2_000;

	private static final int BACKLOG = 4_096;

	private static final int PATIENCE_SECONDS = 120;

	private static final Line LINE = new Line(15, "restart",
			"from the start of a killed server until 1,000 subscribers (200 in the short form) that missed 500 mutations are subscribed again and have caught up, all at once",
			"one such client alone, after such a start of its own", "ms", Bound.atMostTimes(5).missedBy(50));

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
		return new RestartContest(form);
	}

	private static final class RestartContest implements Contest {

		private final Form form;

		private final String jdbcUrl = BenchmarkPostgres.current().createDatabase("restart");

		private final EventLoop loop = new EventLoop();

		private final Texts texts = new Texts(15);

		private final List<ReturningClient> clients = new ArrayList<>();

		private ServerProcess server;

		private UserSession session;

		private int rounds;

		RestartContest(Form form) throws Exception {
			this.form = form;
			this.server = start(this.jdbcUrl);
			this.session = UserSession.signIn(this.loop, this.server.port(), "u0");
			put(ENTRIES);
			for (int number = 0; number < form.size(1_000, 200); number++) {
				this.clients.add(new ReturningClient(this.loop, SPACE, "client-" + number));
			}
			comeBack(this.clients);
		}

		@Override
		public Map<String, Double> baseline(Duration slice) throws Exception {
			return measure(this.clients.subList(0, 1), slice);
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws Exception {
			return measure(this.clients, slice);
		}

		private Map<String, Double> measure(List<ReturningClient> returning, Duration slice) throws Exception {
			for (ReturningClient client : this.clients) {
				client.leave();
			}
			put(MISSED);
			// A new process has nothing to warm up, and only the driver is warmed then.
			if (slice.equals(this.form.slice())) {
				this.server.kill();
				this.server = start(this.jdbcUrl);
				this.session = UserSession.signIn(this.loop, this.server.port(), "u0");
			}
			double millis = comeBack(returning);
			// Whoever was not measured must miss no more the next time.
			comeBack(this.clients.subList(returning.size(), this.clients.size()));
			return Map.of(LINE.name(), millis);
		}

		/**
		 * The usual backlog of 100 would leave others to TCP, which tries again after
		 * seconds.
		 */
		private static ServerProcess start(String jdbcUrl) throws IOException, InterruptedException {
			return ServerProcess.application(jdbcUrl).property("server.tomcat.accept-count", BACKLOG).start();
		}

		private double comeBack(List<ReturningClient> returning) throws Exception {
			CountDownLatch back = new CountDownLatch(returning.size());
			long start = System.nanoTime();
			for (ReturningClient client : returning) {
				client.comeBack(this.server.port(), this.session, back::countDown);
			}
			boolean all = back.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
			double millis = Millis.since(start);
			if (!all) {
				throw new IOException(back.getCount() + " clients are not back");
			}
			for (ReturningClient client : returning) {
				client.check((this.rounds - 1) * MISSED + ENTRIES);
			}
			return millis;
		}

		private void put(int count) throws IOException {
			List<String> args = new ArrayList<>();
			for (int number = 0; number < count; number++) {
				args.add(PushingClient.putArgs("k" + number, this.texts.next()));
			}
			PushingClient client = new PushingClient(this.session, SPACE, "round" + this.rounds++);
			try (HttpConnection connection = HttpConnection.open(this.loop, this.server.port())) {
				connection.exchange(client.push("put", args.subList(0, count / 2))).ok();
				connection.exchange(client.push("put", args.subList(count / 2, count))).ok();
			}
		}

		@Override
		public void close() throws IOException {
			this.clients.forEach(ReturningClient::leave);
			this.server.close();
			this.loop.close();
		}

	}

}
