package dev.syncedstore.server.log;

import java.util.Collection;
import java.util.Map;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * One moment of a space, of every visibility. Belongs to the thread and the transaction
 * that it was made for.
 */
public interface SpaceSnapshot {

	/**
	 * Where the space is.
	 * @return its head
	 */
	SpaceHead head();

	/**
	 * The entries, each fetched when it is asked for.
	 * @return the entries by their keys on the wire
	 */
	EntryView entries();

	/**
	 * All entries at once.
	 * @param maxBytes how large the space may be
	 * @return the entries, or {@code null} if they are larger
	 */
	@Nullable Entries allEntries(long maxBytes);

	/**
	 * What is known of some clients.
	 * @param clientIds the clients
	 * @return their records; unknown clients have none
	 */
	Map<String, ClientRecord> clients(Collection<String> clientIds);

	/**
	 * The checkpoint of a commit.
	 * @param version the last version of the commit
	 * @return the checkpoint, or {@code null} if no commit that is still known ends there
	 */
	@Nullable String checkpointAt(long version);

	/**
	 * The changes that one user may see: shared ones, and the user's own private ones.
	 * @param query which of them
	 * @return the changes, by increasing version, and by key within one
	 */
	ChangePage changes(ChangeQuery query);

	/**
	 * The same for all users at once, where that is worthwhile.
	 * @param after where to begin, itself excluded
	 * @param deletionsAfter deletions up to this version are left out
	 * @param maxBytes about how much a page holds
	 * @return the changes, or {@code null} if they have to be read user by user
	 */
	default @Nullable CommonChanges commonChanges(ChangePosition after, long deletionsAfter, int maxBytes) {
		return null;
	}

	/**
	 * What the commits after a version did, of every visibility.
	 * @param version the last version of some commit
	 * @return all of it, or {@code null} if that is too much for one batch
	 */
	@Nullable CommittedBatch changesSince(long version);

}
