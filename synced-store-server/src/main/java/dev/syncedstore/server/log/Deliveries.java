package dev.syncedstore.server.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.delivery.ParkedDeliveries;
import dev.syncedstore.server.delivery.ParkedDelivery;

/**
 * The mutations that spaces have sent to others, until these have processed them. Commits
 * put them in, see {@link SpaceCommit#sent()}, and commits take them out, see
 * {@link LockedSpace#settle}. Thread-safe; throws {@link LogUnavailableException} where
 * trying again later makes sense.
 */
public interface Deliveries extends ParkedDeliveries {

	/** There are none, and never will be. */
	Deliveries NONE = new Deliveries() {

		@Override
		public List<SpaceId> targets(Duration minAge, int limit) {
			return List.of();
		}

		@Override
		public List<Wish> wishes(SpaceId target, int limit) {
			return List.of();
		}

		@Override
		public int forgetParked(Instant before, int limit) {
			return 0;
		}

		@Override
		public Sizes sizes() {
			return new Sizes(0, 0);
		}

		@Override
		public List<ParkedDelivery> list(long afterId, int limit) {
			return List.of();
		}

		@Override
		public boolean retry(long id) {
			return false;
		}

		@Override
		public boolean discard(long id) {
			return false;
		}

	};

	/**
	 * Spaces that something waits for.
	 * @param minAge for how long at least
	 * @param limit how much of what waits is looked at
	 * @return the spaces, each of them once
	 */
	List<SpaceId> targets(Duration minAge, int limit);

	/**
	 * Who wants what of a space.
	 * @param target the space
	 * @param limit how much of what waits is looked at
	 * @return users and mutators of what waits, and versions of the schema, each once
	 */
	List<Wish> wishes(SpaceId target, int limit);

	/**
	 * Forget those that were parked long ago.
	 * @param before when
	 * @param limit the most of them
	 * @return how many were forgotten
	 */
	int forgetParked(Instant before, int limit);

	/**
	 * How many there are.
	 * @return those that wait and those that are parked
	 */
	Sizes sizes();

	/**
	 * What a delivery needs to be allowed.
	 *
	 * @param userId the user in whose name it runs
	 * @param mutator its mutator
	 * @param schemaVersion under which version of the schema it was made, 0 if that is
	 * not known
	 */
	record Wish(String userId, String mutator, int schemaVersion) {
	}

	/**
	 * How many deliveries there are.
	 *
	 * @param waiting those that wait, up to 10,000
	 * @param parked those that are parked, up to 10,000
	 */
	record Sizes(long waiting, long parked) {
	}

}
