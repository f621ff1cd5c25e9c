package dev.syncedstore.core.mutation;

import java.time.Instant;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.InvalidValueException;
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

	private static final int MAX_BYTES_PER_CHARACTER = 3;

	static <A> EnqueuedAction of(ActionName<A, ?> action, A args, @Nullable Instant time, ValueCodecs codecs) {
		String json;
		try {
			json = codecs.forType(action.argsType()).write(args);
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS,
					"The arguments of action " + action.name() + " can't be written: " + ex.getMessage());
		}
		if (json.length() > Limits.MAX_ARGS_BYTES / MAX_BYTES_PER_CHARACTER
				&& EntryKey.utf8Length(json) > Limits.MAX_ARGS_BYTES) {
			throw new MutationRejectedException(RejectionCode.ARGS_TOO_LARGE, "The arguments of action " + action.name()
					+ " take " + EntryKey.utf8Length(json) + " bytes, but may take " + Limits.MAX_ARGS_BYTES);
		}
		return new EnqueuedAction(action.name(), json, time);
	}

}
