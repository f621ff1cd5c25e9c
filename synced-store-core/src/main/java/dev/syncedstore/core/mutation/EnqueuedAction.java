package dev.syncedstore.core.mutation;

import java.time.Instant;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * An action that a mutator wants to be run after its commit.
 *
 * @param name the action's name
 * @param args its arguments as JSON text
 * @param time when it is to run, or {@code null} for soon
 */
public record EnqueuedAction(String name, String args, @Nullable Instant time) {

	static <A> EnqueuedAction of(ActionName<A, ?> action, A args, @Nullable Instant time, ValueCodecs codecs) {
		return new EnqueuedAction(action.name(),
				JsonArgs.write(args, codecs.forType(action.argsType()), "action " + action.name()), time);
	}

}
