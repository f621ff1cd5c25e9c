package dev.syncedstore.server.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.syncedstore.core.protocol.RejectedMutation;

/**
 * What a space knows of one client.
 *
 * @param clientId the client
 * @param userId the user that it belongs to
 * @param lastMutationId its last processed mutation
 * @param acknowledgedMutationId up to which it has stored and told the outcomes
 * @param nonces fingerprints of the nonces of its latest mutations
 * @param rejections its rejections that it has not acknowledged, by increasing id
 * @param seenAt when it was here last, about; when it is written, the time of the commit
 */
public record ClientRecord(String clientId, String userId, long lastMutationId, long acknowledgedMutationId,
		NonceWindow nonces, List<RejectedMutation> rejections, Instant seenAt) {

	/** Whose client it is whose user was erased. Nobody can sign in with it. */
	public static final String ERASED_USER_ID = "$erased";

	/** How exactly it is known when a client that only reads was here last. */
	private static final Duration SEEN_PRECISION = Duration.ofDays(1);

	/**
	 * A record to be written.
	 * @param clientId the client
	 * @param userId the user that it belongs to
	 * @param lastMutationId its last processed mutation
	 * @param acknowledgedMutationId up to which it has stored and told the outcomes
	 * @param nonces fingerprints of the nonces of its latest mutations
	 * @param rejections its rejections that it has not acknowledged, by increasing id
	 */
	public ClientRecord(String clientId, String userId, long lastMutationId, long acknowledgedMutationId,
			NonceWindow nonces, List<RejectedMutation> rejections) {
		this(clientId, userId, lastMutationId, acknowledgedMutationId, nonces, rejections, Instant.EPOCH);
	}

	public ClientRecord {
		rejections = List.copyOf(rejections);
	}

	/**
	 * Whether it is worth writing that the client is here. Writing that at each pull
	 * would make reading as dear as writing.
	 * @param now the present time
	 * @return {@code true} about once a day
	 */
	public boolean isToBeSeen(Instant now) {
		return this.seenAt.isBefore(now.minus(SEEN_PRECISION));
	}

	/**
	 * Whether the client's user was erased: then it has to forget all that it has.
	 * @return {@code true} if it is nobody's any more
	 */
	public boolean isErased() {
		return this.userId.equals(ERASED_USER_ID);
	}

	/**
	 * What remains of a client whose user is erased: that it was there.
	 * @return the record of a client of nobody's
	 */
	public ClientRecord erased() {
		return new ClientRecord(this.clientId, ERASED_USER_ID, 0, 0, NonceWindow.EMPTY, List.of(), this.seenAt);
	}

	/**
	 * What remains of a client that is forgotten: whose it is.
	 * @return the record of a client without mutations
	 */
	public ClientRecord forgotten() {
		return new ClientRecord(this.clientId, this.userId, 0, 0, NonceWindow.EMPTY, List.of(), this.seenAt);
	}

}
