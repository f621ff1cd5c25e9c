package dev.syncedstore.benchmarks.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.Latencies;
import dev.syncedstore.benchmarks.driver.UserSessions;
import dev.syncedstore.benchmarks.floor.FloorServer;
import dev.syncedstore.benchmarks.server.ServerProcess;

/**
 * From a mutation to the last client that sees it, on an idle server.
 */
public final class LastClient implements Comparison {

	private static final int NUMBER = 5;

	private static final List<Integer> RECEIVERS = List.of(2, 20, 100);

	private static final String BASELINE = "POST, one JDBC commit, raw WebSocket frames of the same size, in the same "
			+ "Tomcat";

	@Override
	public List<Line> lines() {
		List<Line> lines = new ArrayList<>();
		for (int receivers : RECEIVERS) {
			String what = "mutation → visible in the last of " + receivers + " clients, ";
			lines.add(new Line(NUMBER, "p50 of " + receivers, what + "p50", BASELINE, "ms",
					Bound.atMostTimes(1.3).missedBy(2.5)));
			lines.add(new Line(NUMBER, "p99 of " + receivers, what + "p99", BASELINE, "ms", Bound.atMostTimes(2)));
		}
		return lines;
	}

	@Override
	public Contest open(Form form) throws Exception {
		BenchmarkPostgres postgres = BenchmarkPostgres.current();
		ServerProcess application = ServerProcess.application(postgres.createDatabase("last_client")).start();
		ServerProcess floor = FloorServer.process(postgres.createDatabase("last_client_floor")).start();
		return new Sides(application, floor, form);
	}

	private static final class Sides implements Contest {

		private final EventLoop loop = new EventLoop();

		private final ServerProcess application;

		private final ServerProcess floor;

		private final Map<Integer, FanOut> ours = new TreeMap<>();

		private final Map<Integer, FanOut> theirs = new TreeMap<>();

		Sides(ServerProcess application, ServerProcess floor, Form form) throws IOException {
			this.application = application;
			this.floor = floor;
			UserSessions users = new UserSessions(this.loop, application.port());
			WarmUp.application(users, form);
			WarmUp.floor(this.loop, floor.port(), form);
			for (int receivers : RECEIVERS) {
				EngineFanOut fanOut = EngineFanOut.open(users, users, "space-of-" + receivers, receivers);
				this.ours.put(receivers, fanOut);
				fanOut.measure(Duration.ofMillis(1));
				this.theirs.put(receivers, FloorFanOut.open(this.loop, floor.port(), receivers, fanOut.messageBytes()));
			}
		}

		@Override
		public Map<String, Double> baseline(Duration slice) throws IOException {
			return measure(this.theirs, slice);
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws IOException {
			return measure(this.ours, slice);
		}

		private static Map<String, Double> measure(Map<Integer, FanOut> fanOuts, Duration slice) throws IOException {
			Map<String, Double> figures = new HashMap<>();
			for (Map.Entry<Integer, FanOut> fanOut : fanOuts.entrySet()) {
				Latencies latencies = fanOut.getValue().measure(slice.dividedBy(fanOuts.size()));
				figures.put("p50 of " + fanOut.getKey(), latencies.millis(0.5));
				figures.put("p99 of " + fanOut.getKey(), latencies.millis(0.99));
			}
			return figures;
		}

		@Override
		public void close() throws IOException {
			this.loop.close();
			this.application.close();
			this.floor.close();
		}

	}

}
