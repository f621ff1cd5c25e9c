package dev.syncedstore.server.push;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.EntryPage;
import dev.syncedstore.server.log.EntryQuery;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * A space as the node holds it after its own last commit, for a batch that takes it for
 * granted that nothing has changed since. It keeps the commit in memory; whatever else
 * would need the database fails with a {@link NotHeldException}. Used once.
 */
final class HeldSpace implements LockedSpace {

	private final CachedSpace held;

	private @Nullable SpaceCommit commit;

	HeldSpace(CachedSpace held) {
		this.held = held;
	}

	/** What the batch wants to write, if it has a version of its own. */
	@Nullable SpaceCommit commit() {
		return this.commit;
	}

	@Override
	public SpaceHead head() {
		return this.held.head();
	}

	@Override
	public EntryView entries() {
		return new NoEntries();
	}

	@Override
	public Map<String, ClientRecord> clients(Collection<String> clientIds) {
		return this.held.clients().records(clientIds);
	}

	@Override
	public void append(SpaceCommit commit) {
		if (commit.version() != head().version()) {
			this.commit = commit;
		}
	}

	@Override
	public long clientsOf(String userId) {
		throw new NotHeldException();
	}

	@Override
	public @Nullable Entries allEntries(long maxBytes) {
		throw new NotHeldException();
	}

	@Override
	public @Nullable String checkpointAt(long version) {
		throw new NotHeldException();
	}

	@Override
	public ChangePage changes(ChangeQuery query) {
		throw new NotHeldException();
	}

	@Override
	public @Nullable CommittedBatch changesSince(long version) {
		throw new NotHeldException();
	}

	@Override
	public Set<Long> deferred(Collection<Long> ids) {
		throw new NotHeldException();
	}

	@Override
	public Set<Long> takeDeferred(Collection<Long> ids) {
		throw new NotHeldException();
	}

	@Override
	public EntryPage entries(EntryQuery query) {
		throw new NotHeldException();
	}

	@Override
	public void replaceEpoch(String epoch) {
		throw new NotHeldException();
	}

	@Override
	public void delete(String checkpoint, Instant at) {
		throw new NotHeldException();
	}

	@Override
	public void share(String name) {
		throw new NotHeldException();
	}

	/**
	 * The entries that are not held.
	 */
	private static final class NoEntries implements EntryView {

		@Override
		public @Nullable StoredValue get(String key) {
			throw new NotHeldException();
		}

		@Override
		public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
			throw new NotHeldException();
		}

	}

}
