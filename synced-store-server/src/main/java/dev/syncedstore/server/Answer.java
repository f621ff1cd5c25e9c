package dev.syncedstore.server;

import java.time.Duration;

import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What a request ends in: the answer, or a problem that the protocol knows.
 *
 * @param <T> the type of the answer
 */
public sealed interface Answer<T> {

	/**
	 * The request was served.
	 *
	 * @param body the answer
	 * @param <T> the type of the answer
	 */
	record Served<T>(T body) implements Answer<T> {
	}

	/**
	 * The request was refused.
	 *
	 * @param problem why
	 * @param retryAfter when to try again, where that makes sense
	 * @param <T> the type of the answer that it did not get
	 */
	record Refused<T>(Problem problem, @Nullable Duration retryAfter) implements Answer<T> {
	}

	/**
	 * Serve a request.
	 * @param <T> the type of the answer
	 * @param body the answer
	 * @return the answer
	 */
	static <T> Answer<T> of(T body) {
		return new Served<>(body);
	}

	/**
	 * Refuse a request.
	 * @param <T> the type of the answer
	 * @param problem why
	 * @return the refusal
	 */
	static <T> Answer<T> refused(Problem problem) {
		return new Refused<>(problem, null);
	}

	/**
	 * Refuse a request for the moment.
	 * @param <T> the type of the answer
	 * @param detail why, for people
	 * @param retryAfter when to try again
	 * @return the refusal
	 */
	static <T> Answer<T> unavailable(String detail, Duration retryAfter) {
		return new Refused<>(Problem.of(ProblemCode.UNAVAILABLE, detail), retryAfter);
	}

}
