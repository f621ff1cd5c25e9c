package dev.syncedstore.server.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * A space that the current transaction has locked.
 */
final class JpaLockedSpace implements LockedSpace {

	private final Parts parts;

	private JpaSpaceSnapshot snapshot;

	JpaLockedSpace(Parts parts, JpaSpaceSnapshot snapshot) {
		this.parts = parts;
		this.snapshot = snapshot;
	}

	@Override
	public SpaceHead head() {
		return this.snapshot.head();
	}

	@Override
	public EntryView entries() {
		return this.snapshot.entries();
	}

	@Override
	public @Nullable Entries allEntries(long maxBytes) {
		return this.snapshot.allEntries(maxBytes);
	}

	@Override
	public Map<String, ClientRecord> clients(Collection<String> clientIds) {
		return this.snapshot.clients(clientIds);
	}

	@Override
	public @Nullable String checkpointAt(long version) {
		return this.snapshot.checkpointAt(version);
	}

	@Override
	public ChangePage changes(ChangeQuery query) {
		return this.snapshot.changes(query);
	}

	@Override
	public @Nullable CommittedBatch changesSince(long version) {
		return this.snapshot.changesSince(version);
	}

	@Override
	public Set<Long> deferred(Collection<Long> ids) {
		return this.parts.deferred.find(ids);
	}

	@Override
	public Set<Long> takeDeferred(Collection<Long> ids) {
		return this.parts.deferred.take(ids);
	}

	@Override
	public void share(String name) {
		this.parts.transactions.share(name);
	}

	@Override
	public void flush() {
		this.parts.transactions.flush();
	}

	@Override
	public long clientsOf(String userId) {
		SpaceHead head = this.snapshot.head();
		return head.exists() ? this.parts.tables.clients().count(head.rowId(), userId) : 0;
	}

	@Override
	public EntryPage entries(EntryQuery query) {
		SpaceHead head = head();
		return head.isAlive() ? this.parts.tables.entries().page(head.rowId(), query) : new EntryPage(List.of(), true);
	}

	@Override
	public void replaceEpoch(String epoch) {
		this.snapshot = this.snapshot.withEpoch(epoch);
	}

	@Override
	public void delete(String checkpoint, Instant at) {
		this.snapshot = this.snapshot.deleted(checkpoint, at);
	}

	@Override
	public void append(SpaceCommit commit) {
		this.parts.transactions.flush();
		SpaceHead head = head();
		boolean written = this.parts.transactions
			.call((connection) -> this.parts.commitStatement.execute(connection, head, commit));
		if (!written) {
			throw new IllegalStateException("The row of a locked space is gone: " + head.rowId());
		}
		if (commit.schema() != null) {
			this.parts.tables.spaces().changeSchema(head.rowId(), commit.schema());
		}
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

}
