package dev.syncedstore.server.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.action.ParkedActions;

/**
 * The actions that commits have enqueued, until they have worked. Commits put them in:
 * see {@link SpaceCommit#enqueued()}. Whoever takes one has it for a while, and has to
 * say so again before that is over; otherwise somebody else takes it. Thread-safe; throws
 * {@link LogUnavailableException} where trying again later makes sense.
 */
public interface ActionOutbox extends ParkedActions {

	/**
	 * Take some that are due and that nobody has.
	 * @param limit the most of them
	 * @param lease for how long
	 * @return what was taken, the longest due first
	 */
	List<TakenAction> take(int limit, Duration lease);

	/**
	 * Go on having some.
	 * @param taken what was taken
	 * @param lease for how long from now on
	 */
	void renew(Collection<TakenAction> taken, Duration lease);

	/**
	 * One has worked. Does nothing if somebody else has it by now.
	 * @param taken what was taken
	 */
	void done(TakenAction taken);

	/**
	 * One has not worked, and is to be taken again. Does nothing if somebody else has it
	 * by now.
	 * @param taken what was taken
	 * @param delay when, from now on
	 * @param failure why: a code, and the id of a fault
	 */
	void retry(TakenAction taken, Duration delay, String failure);

	/**
	 * One is given back as if it had never been taken.
	 * @param taken what was taken
	 * @param delay when it may be taken again, from now on
	 */
	void giveBack(TakenAction taken, Duration delay);

	/**
	 * One is given up, until an operator wants it again. Does nothing if somebody else
	 * has it by now.
	 * @param taken what was taken
	 * @param failure why: a code, and the id of a fault
	 */
	void park(TakenAction taken, String failure);

	/**
	 * Forget those that were parked long ago.
	 * @param before when
	 * @param limit the most of them
	 * @return how many were forgotten
	 */
	int forgetParked(Instant before, int limit);

	/**
	 * How many there are.
	 * @return those that are due and those that are parked
	 */
	Sizes sizes();

	/**
	 * How many are parked, by their store types.
	 * @return the numbers
	 */
	Map<String, Long> parkedByType();

	/**
	 * An action that was taken.
	 *
	 * @param id its id
	 * @param space the space of the mutation that enqueued it
	 * @param entry what is to run for whom
	 * @param attempt how often it was taken, this time included
	 * @param schema under which version of its schema the space was then
	 */
	record TakenAction(long id, SpaceId space, OutboxEntry entry, int attempt, SpaceSchema schema) {
	}

	/**
	 * How many actions there are.
	 *
	 * @param due those that are due, also while they run, up to 10,000
	 * @param parked those that are parked, up to 10,000
	 */
	record Sizes(long due, long parked) {
	}

}
