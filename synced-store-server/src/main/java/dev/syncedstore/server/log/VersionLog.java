package dev.syncedstore.server.log;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * Where spaces are kept. Thread-safe.
 * <p>
 * Implementations throw {@link LogUnavailableException} where trying again later makes
 * sense, and anything else where it doesn't.
 */
public interface VersionLog {

	/**
	 * Change a space: in one transaction that holds the space's lock, so that nobody else
	 * changes it meanwhile. The transaction commits when the work returns, and rolls back
	 * when it throws.
	 * @param <R> the type of the result
	 * @param space the space
	 * @param create whether to bring it into being if it does not exist
	 * @param work what to do; if the space does not exist, its head says so
	 * @return what the work returned, once it is durable
	 */
	<R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work);

	/**
	 * Write commits that were made up without looking: each of them if its space is what
	 * it was presumed to be, and in any case independently of the others. All of them may
	 * share a transaction. Whoever is most often right saves the looking this way.
	 * @param commits the commits, one a space at most
	 * @return what became of each, in the same order
	 */
	default List<CommitOutcome> commit(List<PresumedCommit> commits) {
		return commits.stream().map((commit) -> {
			try {
				return write(commit.space(), false, (locked) -> {
					if (!commit.presumption().holdsFor(locked)) {
						return CommitOutcome.NOT_WRITTEN;
					}
					locked.append(commit.commit());
					return CommitOutcome.WRITTEN;
				});
			}
			catch (RuntimeException ex) {
				return new CommitOutcome.Failed(ex);
			}
		}).toList();
	}

	/**
	 * Read: in one short transaction that sees a single moment, and never an older one
	 * than any commit acknowledged before.
	 * @param <R> the type of the result
	 * @param space the space
	 * @param work what to read, into memory
	 * @return what the work returned
	 */
	<R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work);

	/**
	 * Where some spaces are.
	 * @param spaces the spaces
	 * @return their heads; a space that does not exist is at version 0
	 */
	Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces);

	/**
	 * Make a client belong to a user, unless it belongs to somebody already. Does nothing
	 * where the space does not exist.
	 * @param space the space
	 * @param clientId the client
	 * @param userId the user
	 * @return whether the client now belongs to the user, or to nobody
	 */
	boolean claimClient(SpaceId space, String clientId, String userId);

	/**
	 * Make a client belong to a user, as {@link #claimClient} does, and tell whose it is.
	 * @param space the space
	 * @param clientId the client
	 * @param userId the user
	 * @return whose client it is
	 */
	default ClientOwner claim(SpaceId space, String clientId, String userId) {
		return claimClient(space, clientId, userId) ? ClientOwner.USER : ClientOwner.ANOTHER;
	}

	/**
	 * Spaces that are on their way to another version of the schema, the oldest first.
	 * @param limit the most spaces
	 * @return the spaces; none from a log that keeps nothing
	 */
	default List<SpaceId> migrating(int limit) {
		return List.of();
	}

	/**
	 * How many spaces a user has created within the last 24 hours, by pushes.
	 * @param userId the user
	 * @return their number; 0 from a log that does not count them
	 */
	default long spacesCreatedToday(String userId) {
		return 0;
	}

	/**
	 * Note that a client is here, and what it has acknowledged. Nobody waits for this: it
	 * may be lost.
	 * @param space the space
	 * @param clientId a client that the space knows
	 * @param acknowledgedId up to which mutation the client knows the outcomes
	 */
	default void sawClient(SpaceId space, String clientId, long acknowledgedId) {
	}

	/**
	 * The spaces of a store type, without those that are deleted.
	 * @param storeType the store type
	 * @param afterInstanceId where to begin, itself excluded; empty for the beginning
	 * @param limit the largest number
	 * @return the spaces in the order of their instance ids
	 */
	List<SpaceId> spaces(String storeType, String afterInstanceId, int limit);

	/**
	 * Remove some of what need not be kept any longer: a small step that takes a fraction
	 * of a second, holds up nobody, and is at any moment taken by one node at most.
	 * @param rules how long what is kept
	 * @param now the present time
	 * @return what remains to be done
	 */
	default RetentionStep retain(RetentionRules rules, Instant now) {
		return RetentionStep.NOTHING_LEFT;
	}

	/**
	 * Make ready for the coming days. Called at start and when a day begins.
	 * @param today the current day in UTC
	 */
	default void prepare(LocalDate today) {
	}

}
