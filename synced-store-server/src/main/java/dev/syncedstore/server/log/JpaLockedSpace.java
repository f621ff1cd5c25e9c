package dev.syncedstore.server.log;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * A space that the current transaction has locked.
 */
final class JpaLockedSpace implements LockedSpace {

	private JpaSpaceSnapshot snapshot;

	private final ClientRows clients;

	private final LogTransactions transactions;

	private final CommitStatement commitStatement;

	private final DeferredRows deferred;

	JpaLockedSpace(JpaSpaceSnapshot snapshot, LogTransactions transactions, LogTables tables,
			CommitStatement commitStatement, DeferredRows deferred) {
		this.snapshot = snapshot;
		this.transactions = transactions;
		this.clients = tables.clients();
		this.commitStatement = commitStatement;
		this.deferred = deferred;
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
		return this.deferred.find(ids);
	}

	@Override
	public Set<Long> takeDeferred(Collection<Long> ids) {
		return this.deferred.take(ids);
	}

	@Override
	public void share(String name) {
		this.transactions.share(name);
	}

	@Override
	public void flush() {
		this.transactions.flush();
	}

	@Override
	public long clientsOf(String userId) {
		return head().exists() ? this.clients.count(head().rowId(), userId) : 0;
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
		this.transactions.flush();
		this.transactions.call((connection) -> {
			this.commitStatement.execute(connection, head(), commit);
			return commit.version();
		});
	}

}
