package dev.syncedstore.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;

import dev.syncedstore.server.log.LogInspection;
import org.jspecify.annotations.Nullable;

/**
 * A space as operators see it.
 *
 * @param storeType its store type
 * @param instanceId its instance id
 * @param version the number of processed mutations
 * @param epoch names the unbroken history
 * @param createdAt when it came into being
 * @param deletedAt when it was deleted, or {@code null}
 * @param details what is told of a single space
 */
public record SpaceReport(String storeType, String instanceId, long version, String epoch, Instant createdAt,
		@Nullable Instant deletedAt, @Nullable Details details) {

	static SpaceReport of(LogInspection.Summary summary) {
		return of(summary, null);
	}

	static SpaceReport of(LogInspection.Details details) {
		return of(details.summary(),
				new Details(details.schemaVersion(), details.migrating(), details.createdBy(), details.lastCommitAt(),
						details.horizon(), details.contents(), details.clientCount(),
						details.clients().stream().map(Client::of).toList()));
	}

	private static SpaceReport of(LogInspection.Summary summary, @Nullable Details details) {
		return new SpaceReport(summary.space().storeType(), summary.space().instanceId(), summary.version(),
				summary.epoch(), summary.createdAt(), summary.deletedAt(), details);
	}

	/**
	 * What is told of a single space.
	 *
	 * @param schemaVersion under which version of its store type's schema it is
	 * @param migrating whether it is on its way to another version
	 * @param createdBy the user who has created it, or {@code null}
	 * @param lastCommitAt when its last commit was made, or {@code null}
	 * @param horizon up to which version deletions are forgotten
	 * @param contents how much is in it, or {@code null} if that takes too long to count
	 * @param clientCount how many clients are known
	 * @param clients those that were seen last
	 */
	public record Details(int schemaVersion, boolean migrating, @Nullable String createdBy,
			@Nullable Instant lastCommitAt, long horizon, LogInspection.@Nullable Contents contents, long clientCount,
			List<Client> clients) {
	}

	/**
	 * A client.
	 *
	 * @param clientId its id
	 * @param userId whose it is
	 * @param lastMutationId its last processed mutation
	 * @param acknowledgedMutationId up to where it knows the outcomes
	 * @param lag of how many processed mutations it does not know the outcomes, as far as
	 * is known
	 * @param lastSeenAt when it was seen, give or take some hours
	 */
	public record Client(String clientId, String userId, long lastMutationId, long acknowledgedMutationId, long lag,
			Instant lastSeenAt) {

		static Client of(LogInspection.Client client) {
			return new Client(client.clientId(), client.userId(), client.lastMutationId(),
					client.acknowledgedMutationId(), client.lastMutationId() - client.acknowledgedMutationId(),
					client.lastSeenAt());
		}

	}

}
