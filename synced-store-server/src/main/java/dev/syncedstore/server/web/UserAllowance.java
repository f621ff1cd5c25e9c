package dev.syncedstore.server.web;

import java.util.function.Supplier;

import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a user from sending more than they may by a way that is none of the protocol's:
 * as much as by that, and counted apart from it. Thread-safe.
 */
public final class UserAllowance {

	private final UserRates rates;

	/**
	 * Create it.
	 * @param limits what users may take
	 */
	public UserAllowance(RequestLimits limits) {
		this.rates = new UserRates(limits, System::nanoTime);
	}

	/**
	 * Serve a request, if the user may make it now.
	 * @param <T> the type of the answer
	 * @param userId the user
	 * @param kind what it asks for
	 * @param bytes how large it is
	 * @param work serves it
	 * @return the answer, or why it was not served
	 */
	public <T> Answer<T> within(String userId, Kind kind, long bytes, Supplier<Answer<T>> work) {
		UserRates.@Nullable Excess excess = this.rates.begin(userId, kind.route);
		if (excess != null) {
			return new Answer.Refused<>(Problem.of(ProblemCode.TOO_MANY_REQUESTS, excess.detail()),
					excess.retryAfter());
		}
		try {
			this.rates.received(userId, bytes);
			return work.get();
		}
		finally {
			this.rates.end(userId);
		}
	}

	/**
	 * What a request asks for.
	 */
	public enum Kind {

		/** To change something, like a push. */
		WRITE(Route.Name.PUSH),

		/** To read something, like a pull. */
		READ(Route.Name.PULL),

		/** To call an action. */
		CALL(Route.Name.ACTION);

		private final Route.Name route;

		Kind(Route.Name route) {
			this.route = route;
		}

	}

}
