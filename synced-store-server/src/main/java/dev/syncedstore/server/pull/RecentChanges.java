package dev.syncedstore.server.pull;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.CommonChanges;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * What pulls have read lately, for those who come from the same place: after a restart
 * all subscribers do. Changes are kept under the head that they were read at, and whoever
 * uses them has just read that head in its own transaction, so they are never older than
 * what the database has. The first pull from a place is only noted: a lonely client's
 * changes are read for it alone. Bounded; thread-safe.
 */
final class RecentChanges {

	private static final int MAX_NOTES = 1_000;

	private final long maxWeight;

	private final Map<Range, CommonChanges> changes = new LinkedHashMap<>(16, 0.75f, true);

	private final Map<Range, Boolean> notes = new LinkedHashMap<>();

	private long weight;

	RecentChanges(long maxWeight) {
		this.maxWeight = maxWeight;
	}

	/** What was read of a range, if it was read for all. */
	synchronized @Nullable CommonChanges get(Range range) {
		return this.changes.get(range);
	}

	/**
	 * Note that a range is pulled.
	 * @return whether it was noted before, so that it is worth reading for all
	 */
	synchronized boolean note(Range range) {
		boolean known = this.notes.putIfAbsent(range, Boolean.TRUE) != null;
		if (this.notes.size() > MAX_NOTES) {
			Iterator<Range> oldest = this.notes.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
		return known;
	}

	synchronized void put(Range range, CommonChanges read) {
		if (read.weight() > this.maxWeight) {
			return;
		}
		CommonChanges previous = this.changes.put(range, read);
		this.weight += read.weight() - ((previous != null) ? previous.weight() : 0);
		Iterator<CommonChanges> eldest = this.changes.values().iterator();
		while (this.weight > this.maxWeight && eldest.hasNext()) {
			this.weight -= eldest.next().weight();
			eldest.remove();
		}
	}

	/**
	 * Which changes: all that an answer depends on but its user.
	 *
	 * @param head where the space is, horizon included
	 * @param after where reading begins
	 * @param deletionsAfter deletions up to this version are left out
	 */
	record Range(SpaceHead head, ChangePosition after, long deletionsAfter) {
	}

	/** Only for tests: how many ranges are held. */
	synchronized Map<Range, Long> held() {
		Map<Range, Long> result = new HashMap<>();
		this.changes.forEach((range, read) -> result.put(range, read.weight()));
		return result;
	}

}
