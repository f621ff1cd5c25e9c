package dev.syncedstore.client.sync;

import java.time.Duration;

import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a request.
 */
sealed interface Answer {

	/**
	 * The server did it.
	 *
	 * @param body its answer
	 */
	record Success(String body) implements Answer {
	}

	/**
	 * The server, or whatever stands between, did not do it.
	 *
	 * @param status the HTTP status, 0 if there was no answer
	 * @param problem the server's explanation, or {@code null} without one
	 * @param retryAfter how long to wait, or {@code null} if nobody said
	 */
	record Failure(int status, @Nullable Problem problem, @Nullable Duration retryAfter) implements Answer {

		/** There was no answer, or none that could be understood. */
		static final Failure NO_ANSWER = new Failure(0, null, null);

		boolean is(ProblemCode code) {
			return this.problem != null && this.problem.is(code);
		}

		long number(String member, long otherwise) {
			return (this.problem != null) ? this.problem.number(member, otherwise) : otherwise;
		}

		String text(String member, String otherwise) {
			return (this.problem != null && this.problem.members().get(member) instanceof String text) ? text
					: otherwise;
		}

		String detail() {
			return (this.problem != null) ? this.problem.detail() : "The server answered " + this.status;
		}

	}

}
