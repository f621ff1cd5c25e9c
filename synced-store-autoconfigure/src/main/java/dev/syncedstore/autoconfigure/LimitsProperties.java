package dev.syncedstore.autoconfigure;

import java.time.Duration;

import dev.syncedstore.core.Limits;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.PushLimits;
import dev.syncedstore.server.poke.stomp.ConnectionLimits;
import dev.syncedstore.server.web.RequestLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties that keep one user from taking what all need. Each node counts for itself,
 * but for what the database counts: spaces and clients.
 *
 * @param connectionsPerUser Maximum number of poke connections of a user.
 * @param subscriptionsPerUser Maximum number of subscriptions of a user, over all
 * connections.
 * @param requestsPerUser Maximum number of requests of a user that are being received,
 * served or answered at the same time.
 * @param pushesPerSecond Maximum number of pushes of a user per second, as an average
 * over ten seconds.
 * @param pullsPerSecond Maximum number of pulls, and pages of pulls, of a user per
 * second, as an average over ten seconds.
 * @param bytesPerSecond Maximum size of all requests of a user per second, uncompressed,
 * as an average over ten seconds.
 * @param actionsPerMinute Maximum number of calls of actions of a user per minute, as an
 * average over one.
 * @param mutationsPerPush Maximum number of mutations in a push.
 * @param jsonDepth Maximum depth of the arguments of a mutation. The protocol's 64 at
 * most.
 * @param unacknowledgedMutations Maximum number of processed mutations of a client that
 * it has not acknowledged.
 * @param mutatorTime Maximum time that a mutator may run, checked whenever it reads or
 * writes.
 * @param mutatorEntries Maximum number of entries that one mutation may read and write.
 * @param mutatorSize Maximum size of the entries that one mutation may read and write.
 * @param spacesPerDay Maximum number of spaces that a user may create within 24 hours.
 * @param clientsPerSpace Maximum number of clients that a user may have in one space.
 * @param queuedMutations Maximum number of mutations that wait for the database.
 * @param waitingPulls Maximum number of pulls that wait for the database.
 * @param cacheSize Maximum size of the cached entries of all spaces. A quarter of the
 * heap by default.
 */
public record LimitsProperties(@DefaultValue("100") int connectionsPerUser,
		@DefaultValue("1000") int subscriptionsPerUser, @DefaultValue("64") int requestsPerUser,
		@DefaultValue("100") int pushesPerSecond, @DefaultValue("100") int pullsPerSecond,
		@DefaultValue("2MB") DataSize bytesPerSecond, @DefaultValue("300") int actionsPerMinute,
		@DefaultValue("1000") int mutationsPerPush, @DefaultValue("64") int jsonDepth,
		@DefaultValue("10000") int unacknowledgedMutations, @DefaultValue("5s") Duration mutatorTime,
		@DefaultValue("100000") int mutatorEntries, @DefaultValue("64MB") DataSize mutatorSize,
		@DefaultValue("100") int spacesPerDay, @DefaultValue("1000") int clientsPerSpace,
		@DefaultValue("100000") int queuedMutations, @DefaultValue("5000") int waitingPulls,
		@Nullable DataSize cacheSize) {

	private static final int LEAST_UNACKNOWLEDGED = 1_000;

	private static final int PART_OF_ONE_SPACE = 5;

	public LimitsProperties {
		atLeast(1, connectionsPerUser, "connections-per-user");
		atLeast(1, subscriptionsPerUser, "subscriptions-per-user");
		atLeast(1, requestsPerUser, "requests-per-user");
		atLeast(1, pushesPerSecond, "pushes-per-second");
		atLeast(1, pullsPerSecond, "pulls-per-second");
		atLeast(1, actionsPerMinute, "actions-per-minute");
		atLeast(1, mutationsPerPush, "mutations-per-push");
		check(jsonDepth > 0 && jsonDepth <= Limits.MAX_DEPTH, "json-depth", jsonDepth,
				"give 1 to " + Limits.MAX_DEPTH + ", which is as deep as the protocol allows");
		atLeast(LEAST_UNACKNOWLEDGED, unacknowledgedMutations, "unacknowledged-mutations");
		atLeast(1, mutatorEntries, "mutator-entries");
		atLeast(1, spacesPerDay, "spaces-per-day");
		atLeast(1, clientsPerSpace, "clients-per-space");
		atLeast(1, queuedMutations, "queued-mutations");
		atLeast(1, waitingPulls, "waiting-pulls");
		check(bytesPerSecond.toBytes() > 0, "bytes-per-second", bytesPerSecond, "give more than 0B");
		check(mutatorSize.toBytes() > 0, "mutator-size", mutatorSize, "give more than 0B");
		check(!mutatorTime.isNegative() && !mutatorTime.isZero(), "mutator-time", mutatorTime, "give more than 0s");
		check(cacheSize == null || !cacheSize.isNegative(), "cache-size", cacheSize, "give 0B or more");
	}

	EngineLimits engineLimits() {
		EngineLimits usual = EngineLimits.defaults();
		long cacheBytes = (this.cacheSize != null) ? this.cacheSize.toBytes() : usual.cacheBytes();
		return new EngineLimits(usual.batchMutations(), usual.batchBytes(),
				Math.max(1, this.queuedMutations / PART_OF_ONE_SPACE), this.queuedMutations, usual.queuedBytes(),
				cacheBytes, cacheBytes / 2, this.waitingPulls, usual.pageBytes(), this.unacknowledgedMutations,
				usual.attempts(), usual.retryAfter());
	}

	PushLimits pushLimits() {
		return new PushLimits(this.mutationsPerPush, this.jsonDepth, this.spacesPerDay, this.clientsPerSpace,
				this.mutatorTime, this.mutatorEntries, this.mutatorSize.toBytes());
	}

	/**
	 * What requests may take.
	 * @param maxRequestSize how large one may be
	 * @return the limits
	 */
	public RequestLimits requestLimits(DataSize maxRequestSize) {
		return new RequestLimits((int) maxRequestSize.toBytes(), this.requestsPerUser, this.pushesPerSecond,
				this.pullsPerSecond, this.bytesPerSecond.toBytes(), this.actionsPerMinute);
	}

	/**
	 * What connections may take.
	 * @return the limits
	 */
	public ConnectionLimits connectionLimits() {
		return new ConnectionLimits(this.connectionsPerUser, this.subscriptionsPerUser);
	}

	private static void atLeast(int least, int value, String name) {
		check(value >= least, name, value, "give " + least + " or more");
	}

	private static void check(boolean valid, String name, @Nullable Object value, String remedy) {
		if (!valid) {
			throw new IllegalArgumentException("synced-store.limits." + name + " is '" + value + "': " + remedy);
		}
	}

}
