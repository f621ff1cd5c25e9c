package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.RejectedMutation;

/**
 * The problems that a push can meet once it is its turn.
 */
final class PushProblems {

	/** What is counted by the day is not over in a second. */
	static final Duration AFTER_SOME_SPACES = Duration.ofMinutes(10);

	private PushProblems() {
	}

	static Problem mayNotCreate() {
		return Problem.of(ProblemCode.ACCESS_DENIED, "The space does not exist and the user may not create it");
	}

	static Problem accessDenied() {
		return Problem.of(ProblemCode.ACCESS_DENIED, "The user may not do that in this space");
	}

	static Problem clientOfAnotherUser() {
		return Problem.of(ProblemCode.CLIENT_OF_ANOTHER_USER,
				"The client_id belongs to another user of this space: take a new one");
	}

	static Problem unknownClient(long firstId) {
		return Problem.of(ProblemCode.UNKNOWN_CLIENT, "Nothing is known of the client, but its first mutation is "
				+ firstId + ": take a new client_id and number what is pending from 1");
	}

	static Problem clientForked(long lastCommonId, List<RejectedMutation> rejections) {
		Map<String, Object> members = new HashMap<>();
		members.put("last_common_id", lastCommonId);
		if (!rejections.isEmpty()) {
			members.put(Problem.REJECTED_MUTATIONS, rejections);
		}
		return new Problem(ProblemCode.CLIENT_FORKED.status(), ProblemCode.CLIENT_FORKED.code(),
				"Another copy of the client has gone on from mutation " + lastCommonId + ": take a new client_id",
				members);
	}

	static Problem mutationGap(long id, long last) {
		return Problem.of(
				ProblemCode.MUTATION_GAP, "Mutation " + id + " came, but " + last
						+ " is the last one processed: send the mutations from " + (last + 1) + " on",
				"last_mutation_id", last);
	}

	static Problem tooManyClients(int limit) {
		return Problem.of(ProblemCode.TOO_MANY_REQUESTS, "The user has " + limit
				+ " clients in this space already: use one of them, or wait until some are forgotten");
	}

	static Problem tooManySpaces(int limit) {
		return Problem.of(ProblemCode.TOO_MANY_REQUESTS,
				"The user has created " + limit + " spaces within a day: no more for now");
	}

	static Problem tooManyUnacknowledged(int limit) {
		return Problem.of(ProblemCode.TOO_MANY_REQUESTS, "The client would have more than " + limit
				+ " processed mutations that it has not acknowledged: raise acknowledged_mutation_id first");
	}

}
