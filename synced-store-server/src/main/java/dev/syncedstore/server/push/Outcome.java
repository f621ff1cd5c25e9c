package dev.syncedstore.server.push;

import java.util.Collection;
import java.util.List;

import dev.syncedstore.core.mutation.EnqueuedAction;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * How a mutation ended.
 *
 * @param code why it was rejected, or {@code null} if it was applied
 * @param message the rejection's message
 * @param changes what it changed
 * @param actions what it enqueued
 * @param sent what it sent to other spaces
 * @param fault what it failed with through no intention of its own
 */
record Outcome(@Nullable String code, String message, Collection<Patch> changes, List<EnqueuedAction> actions,
		List<Sending> sent, @Nullable Throwable fault) {

	static Outcome applied(Collection<Patch> changes, List<EnqueuedAction> actions, List<Sending> sent) {
		return new Outcome(null, "", changes, actions, sent, null);
	}

	static Outcome rejected(String code, String message) {
		return new Outcome(code, message, List.of(), List.of(), List.of(), null);
	}

	static Outcome faulty(String code, String message, @Nullable Throwable fault) {
		return new Outcome(code, message, List.of(), List.of(), List.of(), fault);
	}

}
