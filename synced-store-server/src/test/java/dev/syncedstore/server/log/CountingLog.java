package dev.syncedstore.server.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * Counts what pulls read.
 */
public final class CountingLog extends ForwardingVersionLog {

	private final AtomicInteger rangeReads = new AtomicInteger();

	private final AtomicInteger transactions = new AtomicInteger();

	public CountingLog(VersionLog log) {
		super(log);
	}

	/** How many ranges of changes were read. */
	public int rangeReads() {
		return this.rangeReads.get();
	}

	/** How many transactions only read. */
	public int transactions() {
		return this.transactions.get();
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		this.transactions.incrementAndGet();
		return super.read(space, (snapshot) -> work.apply(new Counted(snapshot)));
	}

	private final class Counted extends ForwardingSnapshot {

		Counted(SpaceSnapshot snapshot) {
			super(snapshot);
		}

		@Override
		public ChangePage changes(ChangeQuery query) {
			CountingLog.this.rangeReads.incrementAndGet();
			return super.changes(query);
		}

		@Override
		public @Nullable CommonChanges commonChanges(ChangePosition after, long deletionsAfter, int maxBytes) {
			CountingLog.this.rangeReads.incrementAndGet();
			return super.commonChanges(after, deletionsAfter, maxBytes);
		}

	}

}
