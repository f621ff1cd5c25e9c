package dev.syncedstore.server.log;

import java.time.Duration;
import java.util.Collection;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * The calls of actions, and their answers for a while: so that a call that comes again is
 * answered, not run again, on whichever node it comes. Whoever has begun a call has to
 * say from time to time that it still runs; otherwise it counts as interrupted, for good.
 * Thread-safe; throws {@link LogUnavailableException} where trying again later makes
 * sense.
 */
public interface ActionCalls {

	/**
	 * Begin a call, unless it was begun before.
	 * @param call the call
	 * @param lease for how long it counts as running
	 * @param keep how long an interruption is told to those who ask
	 * @return whether the caller is to run it
	 */
	State begin(Call call, Duration lease, Duration keep);

	/**
	 * Go on running some.
	 * @param calls what was begun
	 * @param lease for how long from now on
	 */
	void renew(Collection<Call> calls, Duration lease);

	/**
	 * A call has ended.
	 * @param call what was begun
	 * @param end how
	 * @param keep how long that is told to those who ask
	 * @return how it has ended: if it counts as interrupted already, that
	 */
	End end(Call call, End end, Duration keep);

	/**
	 * Forget a call that was begun, but has not run.
	 * @param call what was begun
	 */
	void cancel(Call call);

	/**
	 * Forget those whose answers need not be kept any longer.
	 * @param limit the most of them
	 * @return how many were forgotten
	 */
	int forget(int limit);

	/**
	 * A call. Its id is the user's own: whoever guesses another one's gets nothing.
	 *
	 * @param userId who calls
	 * @param actionId what the client calls it
	 * @param space in which space
	 * @param action which action
	 */
	record Call(String userId, String actionId, SpaceId space, String action) {

		/**
		 * Whether somebody else's call has taken the id.
		 * @param other a call with this id of this user
		 * @return {@code false} if it is not the same call
		 */
		public boolean isSameAs(Call other) {
			return this.space.equals(other.space) && this.action.equals(other.action);
		}

	}

	/**
	 * How a call has ended.
	 *
	 * @param result what the action returned, as JSON text, or {@code null} if it failed
	 * @param version the space's version with all that it did
	 * @param code why it failed, empty if it didn't
	 * @param message why it failed, for people
	 */
	record End(@Nullable String result, long version, String code, String message) {

		/**
		 * An end with a result.
		 * @param result what the action returned, as JSON text
		 * @param version the space's version with all that it did
		 * @return the end
		 */
		public static End returned(String result, long version) {
			return new End(result, version, "", "");
		}

		/**
		 * An end in failure.
		 * @param code why
		 * @param message why, for people
		 * @return the end
		 */
		public static End failed(String code, String message) {
			return new End(null, 0, code, message);
		}

	}

	/**
	 * What is known of a call.
	 */
	sealed interface State {

		/** It is the caller's to run. */
		record Begun() implements State {
		}

		/** Somebody else runs it. */
		record Running() implements State {
		}

		/** Another call has taken the id. */
		record Taken() implements State {
		}

		/**
		 * It has ended.
		 *
		 * @param end how
		 */
		record Ended(End end) implements State {
		}

	}

}
