package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.server.ServerProcess;

/**
 * What it costs a server to tell everybody in a busy space what was committed.
 */
public final class Broadcast implements Comparison {

	private static final int RATE = 50;

	private static final double MICROS = 1_000;

	private static final Line LINE = new Line(7, "broadcast",
			"CPU time of the server a delivery: 1,000 subscribers of one space (500 in the short form), 50 commits/s, nobody dropped",
			"the small program in the same Tomcat sends frames of the same length to as many WebSockets, as often",
			"µs", Bound.atMostTimes(2));

	@Override
	public List<Line> lines() {
		return List.of(LINE);
	}

	@Override
	public Contest open(Form form) throws Exception {
		Site site = Site.open("broadcast");
		int subscribers = form.size(1_000, 500);
		SpaceAudience space = new SpaceAudience(site, subscribers);
		space.tell(1, RATE);
		return new BroadcastContest(site, space, new PlainAudience(site, subscribers, space.frame()));
	}

	private record BroadcastContest(Site site, SpaceAudience space, PlainAudience plain) implements Contest {

		@Override
		public Map<String, Double> baseline(Duration slice) throws IOException {
			return measure(this.site.floor(), this.plain, slice);
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws IOException {
			return measure(this.site.application(), this.space, slice);
		}

		private static Map<String, Double> measure(ServerProcess server, Audience audience, Duration slice)
				throws IOException {
			int count = (int) Math.max(RATE / 2, slice.toMillis() * RATE / 1_000);
			Duration before = server.resources().cpuTime();
			long delivered = audience.tell(count, RATE);
			Duration used = server.resources().cpuTime().minus(before);
			return Map.of(LINE.name(), used.toNanos() / MICROS / delivered);
		}

		@Override
		public void close() throws IOException {
			this.space.close();
			this.plain.close();
			this.site.close();
		}

	}

}
