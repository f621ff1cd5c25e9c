package dev.syncedstore.server.push;

import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.PushLimits;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a mutator may still take. Nobody can stop a thread in Java, so it is
 * looked at whenever the mutator reads or writes, and at the end: a mutator that took too
 * much has failed, even if it catches the exception that says so. Belongs to one run.
 */
final class MutationBudget {

	private final PushLimits limits;

	private final LongSupplier nanoTime;

	private final long startedAt;

	private long entries;

	private long bytes;

	private @Nullable BudgetExceededException exceeded;

	/**
	 * Begin a run.
	 * @param limits what it may take
	 * @param nanoTime a clock that is never set
	 */
	MutationBudget(PushLimits limits, LongSupplier nanoTime) {
		this.limits = limits;
		this.nanoTime = nanoTime;
		this.startedAt = nanoTime.getAsLong();
	}

	/**
	 * An overlay whose reads and writes are charged.
	 */
	Overlay overlay(EntryView below) {
		return new Overlay(charged(below), this::charge);
	}

	/**
	 * A view whose reads are charged.
	 */
	EntryView charged(EntryView view) {
		return new Charged(view);
	}

	/** Fail if too much was taken. */
	void check() {
		if (this.exceeded == null && this.nanoTime.getAsLong() - this.startedAt > this.limits.mutatorTime().toNanos()) {
			this.exceeded = new BudgetExceededException("The mutator has run for more than " + this.limits.mutatorTime()
					+ ", while its space was locked: it must be quick, or more time has to be granted by"
					+ " synced-store.limits.mutator-time");
		}
		if (this.exceeded != null) {
			throw this.exceeded;
		}
	}

	private void charge(Patch change) {
		charge(change.key(), change.value());
	}

	private void charge(String key, @Nullable StoredValue value) {
		this.entries++;
		this.bytes += key.length() + ((value != null) ? value.json().length() : 0);
		if (this.exceeded == null
				&& (this.entries > this.limits.mutatorEntries() || this.bytes > this.limits.mutatorBytes())) {
			this.exceeded = new BudgetExceededException("The mutator has read and written more than "
					+ this.limits.mutatorEntries() + " entries or " + this.limits.mutatorBytes()
					+ " bytes: scan with a prefix and a limit, or raise synced-store.limits.mutator-entries and"
					+ " mutator-size");
		}
		check();
	}

	/**
	 * Entries whose reading is charged.
	 */
	private final class Charged implements EntryView {

		private final EntryView below;

		Charged(EntryView below) {
			this.below = below;
		}

		@Override
		public @Nullable StoredValue get(String key) {
			check();
			StoredValue value = this.below.get(key);
			charge(key, value);
			return value;
		}

		@Override
		public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
			check();
			Iterator<Map.Entry<String, StoredValue>> entries = this.below.range(range, limit);
			return new Iterator<>() {

				@Override
				public boolean hasNext() {
					return entries.hasNext();
				}

				@Override
				public Map.Entry<String, StoredValue> next() {
					Map.Entry<String, StoredValue> next = entries.next();
					charge(next.getKey(), next.getValue());
					return next;
				}

			};
		}

	}

}
