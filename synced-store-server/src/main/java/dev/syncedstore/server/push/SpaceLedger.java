package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.StoreQuota;
import dev.syncedstore.server.log.Growth;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceSize;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a batch adds to a space and takes from it, and refuses mutations that would
 * add too much. It looks only at what the node holds: what a batch writes without knowing
 * what was there counts as new, which the log corrects; not before that would be too much
 * is it looked up. Belongs to one batch.
 */
final class SpaceLedger {

	/** Stands for the size of an entry that is not there. */
	private static final long NOTHING = 0;

	private final StoreQuota quota;

	private final SpaceEntries entries;

	private final LockedSpace locked;

	/** How many bytes the entries take that the batch has changed. */
	private final Map<String, Long> changed = new HashMap<>();

	/** Keys that were written without knowing what was there. */
	private final List<String> blind = new ArrayList<>();

	private SpaceSize growth = SpaceSize.NONE;

	/** What the last mutation that was checked would do. */
	private final List<Sized> checked = new ArrayList<>();

	private List<String> checkedBlind = List.of();

	private SpaceSize checkedGrowth = SpaceSize.NONE;

	SpaceLedger(StoreQuota quota, SpaceEntries entries, LockedSpace locked) {
		this.quota = quota;
		this.entries = entries;
		this.locked = locked;
	}

	/**
	 * Look at what a mutation would change.
	 * @return why it can't be, or {@code null}; then {@link #take} says that it was
	 */
	@Nullable Outcome check(Collection<Patch> changes) {
		long more = 0;
		long bytes = 0;
		this.checked.clear();
		List<String> unknown = List.of();
		for (Patch change : changes) {
			Long before = size(change.key());
			if (before == null) {
				unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
				unknown.add(change.key());
				before = NOTHING;
			}
			long after = sizeOf(change.key(), change.value());
			more += Long.signum(after) - Long.signum(before);
			bytes += after - before;
			this.checked.add(new Sized(change.key(), after));
		}
		this.checkedBlind = unknown;
		this.checkedGrowth = new SpaceSize(more, bytes);
		if (!isTooMuch()) {
			return null;
		}
		lookUp();
		return isTooMuch() ? tooMuch() : null;
	}

	/** The mutation that was checked last has been applied. */
	void take() {
		this.checked.forEach((change) -> this.changed.put(change.key, change.size));
		this.blind.addAll(this.checkedBlind);
		this.growth = this.growth.plus(this.checkedGrowth);
		this.checked.clear();
		this.checkedBlind = List.of();
		this.checkedGrowth = SpaceSize.NONE;
	}

	Growth growth() {
		return new Growth(this.growth, this.blind);
	}

	/** What does not grow may be, however much there is. */
	private boolean isTooMuch() {
		boolean grows = this.checkedGrowth.entries() > 0 && this.quota.entries() > 0
				|| this.checkedGrowth.bytes() > 0 && this.quota.bytes() > 0;
		if (!grows) {
			return false;
		}
		SpaceSize known = this.locked.head().size();
		SpaceSize after = ((known != null) ? known : this.locked.measure()).plus(this.growth).plus(this.checkedGrowth);
		return exceeds(this.checkedGrowth.entries(), after.entries(), this.quota.entries())
				|| exceeds(this.checkedGrowth.bytes(), after.bytes(), this.quota.bytes());
	}

	private static boolean exceeds(long growth, long after, long quota) {
		return quota > 0 && growth > 0 && after > quota;
	}

	/** What there really was. */
	private void lookUp() {
		// The head may be an upper bound, too; in the database it is not.
		this.locked.confirm();
		this.growth = this.growth.minus(sizeOf(this.blind));
		this.blind.clear();
		this.checkedGrowth = this.checkedGrowth.minus(sizeOf(this.checkedBlind));
		this.checkedBlind = List.of();
	}

	private SpaceSize sizeOf(List<String> keys) {
		SpaceSize result = SpaceSize.NONE;
		for (String key : keys) {
			long size = sizeOf(key, this.locked.entries().get(key));
			result = result.plus(new SpaceSize(Long.signum(size), size));
		}
		return result;
	}

	private Outcome tooMuch() {
		String most = ((this.quota.entries() > 0) ? this.quota.entries() + " entries" : "")
				+ ((this.quota.entries() > 0 && this.quota.bytes() > 0) ? " and " : "")
				+ ((this.quota.bytes() > 0) ? this.quota.bytes() + " bytes" : "");
		return Outcome.rejected(RejectionCode.SPACE_FULL, "The space may have " + most + ": delete something first");
	}

	/** Nothing if that is not known. */
	private @Nullable Long size(String key) {
		Long size = this.changed.get(key);
		if (size != null) {
			return size;
		}
		SpaceEntries.Held held = this.entries.held(key);
		return (held != null) ? Long.valueOf(sizeOf(key, held.value())) : null;
	}

	private static long sizeOf(String key, @Nullable StoredValue value) {
		return (value != null) ? (long) EntryKey.utf8Length(key) + EntryKey.utf8Length(value.json()) : NOTHING;
	}

	/**
	 * An entry that a mutation would change.
	 *
	 * @param key its key
	 * @param size how many bytes it would take
	 */
	private record Sized(String key, long size) {
	}

}
