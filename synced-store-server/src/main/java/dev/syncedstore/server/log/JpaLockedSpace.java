package dev.syncedstore.server.log;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * A space that the current transaction has locked, or that it locks as soon as anything
 * of it is needed that was not presumed.
 */
final class JpaLockedSpace implements LockedSpace {

	private final Parts parts;

	private final SpaceId space;

	private final @Nullable Presumption presumption;

	private @Nullable JpaSpaceSnapshot snapshot;

	private boolean looked;

	JpaLockedSpace(Parts parts, JpaSpaceSnapshot snapshot) {
		this.parts = parts;
		this.space = snapshot.space();
		this.presumption = null;
		this.snapshot = snapshot;
	}

	/** Not locked yet. */
	JpaLockedSpace(Parts parts, SpaceId space, Presumption presumption) {
		this.parts = parts;
		this.space = space;
		this.presumption = presumption;
	}

	/** Make sure that what was presumed is so, unless that is known already. */
	void look() {
		if (!this.looked) {
			snapshot();
		}
	}

	private JpaSpaceSnapshot snapshot() {
		JpaSpaceSnapshot locked = this.snapshot;
		if (locked == null) {
			locked = new JpaSpaceSnapshot(this.parts.tables, this.space,
					this.parts.tables.spaces().lock(this.space, false));
			this.snapshot = locked;
			this.looked = true;
			if (this.presumption != null && !this.presumption.holdsFor(this)) {
				throw new WrongPresumptionException(this.space);
			}
		}
		return locked;
	}

	@Override
	public SpaceHead head() {
		return (this.snapshot == null && this.presumption != null) ? this.presumption.head() : snapshot().head();
	}

	@Override
	public EntryView entries() {
		return (this.snapshot != null) ? this.snapshot.entries() : new EntriesOnceLocked();
	}

	@Override
	public @Nullable Entries allEntries(long maxBytes) {
		return snapshot().allEntries(maxBytes);
	}

	@Override
	public Map<String, ClientRecord> clients(Collection<String> clientIds) {
		return snapshot().clients(clientIds);
	}

	@Override
	public @Nullable String checkpointAt(long version) {
		return snapshot().checkpointAt(version);
	}

	@Override
	public ChangePage changes(ChangeQuery query) {
		return snapshot().changes(query);
	}

	@Override
	public @Nullable CommittedBatch changesSince(long version) {
		return snapshot().changesSince(version);
	}

	@Override
	public Set<Long> deferred(Collection<Long> ids) {
		snapshot();
		return this.parts.deferred.find(ids);
	}

	@Override
	public Set<Long> takeDeferred(Collection<Long> ids) {
		snapshot();
		return this.parts.deferred.take(ids);
	}

	@Override
	public void share(String name) {
		snapshot();
		this.parts.transactions.share(name);
	}

	@Override
	public void flush() {
		this.parts.transactions.flush();
	}

	@Override
	public long clientsOf(String userId) {
		SpaceHead head = snapshot().head();
		return head.exists() ? this.parts.tables.clients().count(head.rowId(), userId) : 0;
	}

	@Override
	public void replaceEpoch(String epoch) {
		this.snapshot = snapshot().withEpoch(epoch);
	}

	@Override
	public void delete(String checkpoint, Instant at) {
		this.snapshot = snapshot().deleted(checkpoint, at);
	}

	@Override
	public void append(SpaceCommit commit) {
		this.parts.transactions.flush();
		boolean lockedByStatement = this.snapshot == null && commit.version() != head().version();
		if (!lockedByStatement) {
			snapshot();
		}
		boolean written = this.parts.transactions.call((connection) -> this.parts.commitStatement.execute(connection,
				head(), commit, lockedByStatement ? this.presumption : null));
		if (!written) {
			throw new WrongPresumptionException(this.space);
		}
		this.looked = true;
	}

	/**
	 * What it works with.
	 *
	 * @param transactions the application's transactions
	 * @param tables the log's tables
	 * @param commitStatement writes commits
	 * @param deferred what was stored with transactions of the application's
	 */
	record Parts(LogTransactions transactions, LogTables tables, CommitStatement commitStatement,
			DeferredRows deferred) {
	}

	/**
	 * The entries of a space that is locked when somebody reads.
	 */
	private final class EntriesOnceLocked implements EntryView {

		@Override
		public @Nullable StoredValue get(String key) {
			return snapshot().entries().get(key);
		}

		@Override
		public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
			return snapshot().entries().range(range, limit);
		}

	}

}
