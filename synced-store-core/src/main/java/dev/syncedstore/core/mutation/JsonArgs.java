package dev.syncedstore.core.mutation;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;

/**
 * Writes the arguments of what a mutator wants to happen elsewhere.
 */
final class JsonArgs {

	private static final int MAX_BYTES_PER_CHARACTER = 3;

	private JsonArgs() {
	}

	/** Arguments are records, so their class says all. */
	@SuppressWarnings("unchecked")
	static <A> String write(A args, ValueCodecs codecs, String what) {
		return write(args, codecs.forType((Class<A>) args.getClass()), what);
	}

	static <A> String write(A args, ValueCodec<A> codec, String what) {
		String json;
		try {
			json = codec.write(args);
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS,
					"The arguments of " + what + " can't be written: " + ex.getMessage());
		}
		if (json.length() > Limits.MAX_ARGS_BYTES / MAX_BYTES_PER_CHARACTER
				&& EntryKey.utf8Length(json) > Limits.MAX_ARGS_BYTES) {
			throw new MutationRejectedException(RejectionCode.ARGS_TOO_LARGE, "The arguments of " + what + " take "
					+ EntryKey.utf8Length(json) + " bytes, but may take " + Limits.MAX_ARGS_BYTES);
		}
		return json;
	}

}
