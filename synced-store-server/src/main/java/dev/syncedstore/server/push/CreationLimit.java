package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;

/**
 * Keeps users from creating more spaces a day than they may. It looks before the
 * transaction that would create one, so a few made at the same moment may be too many;
 * server code is not counted. Thread-safe.
 */
final class CreationLimit {

	private final EngineParts parts;

	CreationLimit(EngineParts parts) {
		this.parts = parts;
	}

	/**
	 * Refuse pushes that would create their space for users who have created enough.
	 * @param space the space, which this node doesn't know
	 * @param calls the calls
	 * @return the other calls
	 */
	List<SpaceCall> admit(SpaceId space, List<SpaceCall> calls) {
		if (calls.stream().noneMatch(CreationLimit::createsForUser)) {
			return calls;
		}
		try {
			Map<String, Boolean> exhausted = new HashMap<>();
			List<SpaceCall> admitted = new ArrayList<>();
			List<PushCall> refused = new ArrayList<>();
			for (SpaceCall call : calls) {
				if (call instanceof PushCall push && createsForUser(push)
						&& exhausted.computeIfAbsent(push.userId(), this::isExhausted)) {
					refused.add(push);
				}
				else {
					admitted.add(call);
				}
			}
			if (refused.isEmpty() || exists(space)) {
				return calls;
			}
			refused.forEach((push) -> push.answer()
				.complete(new Answer.Refused<>(PushProblems.tooManySpaces(limit()), PushProblems.AFTER_SOME_SPACES)));
			return admitted;
		}
		catch (LogUnavailableException ex) {
			// The transaction meets the same failure, and deals with it.
			return calls;
		}
	}

	private static boolean createsForUser(SpaceCall call) {
		return call instanceof PushCall && call.createsSpace();
	}

	private boolean isExhausted(String userId) {
		return this.parts.log().spacesCreatedToday(userId) >= limit();
	}

	private boolean exists(SpaceId space) {
		SpaceHead head = this.parts.log().heads(List.of(space)).get(space);
		return head != null && head.exists();
	}

	private int limit() {
		return this.parts.pushLimits().spacesPerDay();
	}

}
