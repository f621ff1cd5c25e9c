package dev.syncedstore.server.action.run;

import org.jspecify.annotations.Nullable;

/**
 * How a run of an action ended.
 *
 * @param result what it returned, as JSON text, or {@code null} if it failed
 * @param code why it failed, empty if it didn't
 * @param message why it failed, for people
 */
record ActionOutcome(@Nullable String result, String code, String message) {

	static ActionOutcome returned(String result) {
		return new ActionOutcome(result, "", "");
	}

	static ActionOutcome failed(String code, String message) {
		return new ActionOutcome(null, code, message);
	}

}
