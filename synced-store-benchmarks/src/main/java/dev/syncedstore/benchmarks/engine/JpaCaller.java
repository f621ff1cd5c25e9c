package dev.syncedstore.benchmarks.engine;

import dev.syncedstore.benchmarks.engine.jpa.ClientMutation;
import dev.syncedstore.benchmarks.engine.jpa.JpaWrites;

/**
 * A client of the baseline.
 */
final class JpaCaller implements Caller {

	private final JpaWrites writes;

	private final long spaceRow;

	private final String name;

	private final Edits edits;

	private long last;

	JpaCaller(JpaWrites writes, long spaceRow, String name, Edits edits) {
		this.writes = writes;
		this.spaceRow = spaceRow;
		this.name = name;
		this.edits = edits;
	}

	@Override
	public void call() {
		this.writes.apply(this.spaceRow, new ClientMutation(this.name, this.name, this.last + 1), this.edits.next());
		this.last++;
	}

	@Override
	public long mutations() {
		return this.last;
	}

}
