package dev.syncedstore.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;

/**
 * How long a client of the Java library takes to have what it has not.
 */
public final class Loading implements Comparison {

	private static final String MILLIS = "ms";

	private static final Line FIRST_LOAD = new Line(8, "first load",
			"first load of 100,000 entries of 120 bytes (50,000 in the short form), until the Java client's store shows them",
			"a plain program: the same rows read by JDBC, written as JSON into one response, parsed into a TreeMap while it comes",
			MILLIS, Bound.atMostTimes(1.5));

	private static final Line CATCH_UP = new Line(9, "catch-up",
			"catch-up after 5,000 missed mutations, from the reconnect until the Java client shows the last",
			"a plain program: the same rows read by JDBC, written as JSON, parsed into a TreeMap", MILLIS,
			Bound.atMostTimes(2));

	private static final Line OFFLINE = new Line(10, "offline mutations",
			"1,000 mutations made offline, from the reconnect until the Java client has confirmed all",
			"a raw driver that sends the same two pushes and one pull", MILLIS, Bound.atMostTimes(2));

	@Override
	public List<Line> lines() {
		return List.of(FIRST_LOAD, CATCH_UP, OFFLINE);
	}

	@Override
	public Contest open(Form form) throws Exception {
		Site site = Site.open("loading");
		Map<String, Trial> trials = new LinkedHashMap<>();
		trials.put(FIRST_LOAD.name(), new FirstLoad(site, form.size(100_000, 50_000)));
		trials.put(CATCH_UP.name(), new CatchUp(site, 5_000));
		trials.put(OFFLINE.name(), new OfflineMutations(site, 1_000));
		return new Trials(trials, site, System::nanoTime);
	}

}
