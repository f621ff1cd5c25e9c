package dev.syncedstore.server.log;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * What operators want to know of a log, and the few things that they do to all of it. It
 * tells ids, numbers and times, never keys or values. Thread-safe; throws
 * {@link LogUnavailableException} where trying again later makes sense.
 */
public interface LogInspection {

	/**
	 * The spaces, deleted ones as well, by store type and instance id, a page at a time.
	 * @param storeType of which type, or {@code null} for all
	 * @param after the last space of the page before, or {@code null} for the first page
	 * @param limit the most of them
	 * @return the next ones
	 */
	List<Summary> spaces(@Nullable String storeType, @Nullable SpaceId after, int limit);

	/**
	 * One space.
	 * @param space the space
	 * @param clients of how many clients to tell: those that were seen last
	 * @return what is known, or {@code null} if there never was such a space
	 */
	@Nullable Details space(SpaceId space, int clients);

	/**
	 * What is still to be done, over all nodes.
	 * @return how much of it
	 */
	Backlog backlog();

	/**
	 * Begin another history of every space, and of those that are still to come. In steps
	 * that hold up nobody for long; if one fails, do it again.
	 * @param epoch the new epoch, never used before
	 * @return how many spaces there are
	 */
	long replaceEpochs(String epoch);

	/**
	 * Let today's removal of what is too old begin anew, although it may have been done.
	 */
	void forgetAgain();

	/**
	 * A space in a list.
	 *
	 * @param space the space
	 * @param version the number of processed mutations
	 * @param epoch names the unbroken history
	 * @param createdAt when it came into being
	 * @param deletedAt when it was deleted, or {@code null}
	 */
	record Summary(SpaceId space, long version, String epoch, Instant createdAt, @Nullable Instant deletedAt) {
	}

	/**
	 * A space.
	 *
	 * @param summary what lists say of it
	 * @param schemaVersion under which version of its store type's schema it is
	 * @param migrating whether it is on its way to another version
	 * @param createdBy the user whose mutation has created it, or {@code null} if it was
	 * server code
	 * @param horizon the highest version up to which traces of deleted entries are gone
	 * @param lastCommitAt when its last commit was made, or {@code null} if that is
	 * forgotten
	 * @param contents what is in it, or {@code null} if that takes too long to count
	 * @param clientCount how many clients are known
	 * @param clients some of them
	 */
	record Details(Summary summary, int schemaVersion, boolean migrating, @Nullable String createdBy, long horizon,
			@Nullable Instant lastCommitAt, @Nullable Contents contents, long clientCount, List<Client> clients) {
	}

	/**
	 * How much is in a space.
	 *
	 * @param sharedEntries the entries that all see
	 * @param privateEntries those of single users
	 * @param serverOnlyEntries those that only the server sees
	 * @param deletionTraces the traces of deleted entries
	 * @param bytes keys, owners and values of all of them
	 */
	record Contents(long sharedEntries, long privateEntries, long serverOnlyEntries, long deletionTraces, long bytes) {
	}

	/**
	 * A client.
	 *
	 * @param clientId its id
	 * @param userId whose it is
	 * @param lastMutationId its last processed mutation
	 * @param acknowledgedMutationId up to where it knows the outcomes
	 * @param lastSeenAt when it was seen, give or take some hours
	 */
	record Client(String clientId, String userId, long lastMutationId, long acknowledgedMutationId,
			Instant lastSeenAt) {
	}

	/**
	 * What is still to be done.
	 *
	 * @param dueActions the enqueued actions that are to run now, also while they run
	 * @param oldestDueAction since when the first of them is due, or {@code null}
	 * @param parkedActions those that were given up
	 * @param waitingDeliveries the mutations that spaces have sent to others and that
	 * wait
	 * @param oldestWaitingDelivery since when the first of them waits, or {@code null}
	 * @param parkedDeliveries those that were rejected there
	 * @param deferredMutations the mutations of server code that wait for their turn
	 * @param oldestDeferredMutation since when the first of them waits, or {@code null}
	 * @param spacesToEmpty the deleted spaces whose rows are still there
	 * @param forgettingDay the day whose removal of what is too old was begun last
	 */
	record Backlog(long dueActions, @Nullable Instant oldestDueAction, long parkedActions, long waitingDeliveries,
			@Nullable Instant oldestWaitingDelivery, long parkedDeliveries, long deferredMutations,
			@Nullable Instant oldestDeferredMutation, long spacesToEmpty, @Nullable LocalDate forgettingDay) {
	}

}
