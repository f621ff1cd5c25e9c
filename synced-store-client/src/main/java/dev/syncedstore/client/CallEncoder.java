package dev.syncedstore.client;

import java.util.Base64;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.MutatorName;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.StoreMutators;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;

/**
 * Makes of a method reference and its arguments what is sent. The mutator gets the
 * arguments as they come back out of that, here as well as on the server, so that both
 * see the same. Thread-safe.
 */
final class CallEncoder {

	private static final int NONCE_BYTES = 16;

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

	private final StoreMutators mutators;

	private final ValueCodecs codecs;

	private final int schemaVersion;

	private final RandomGenerator random;

	CallEncoder(StoreMutators mutators, ValueCodecs codecs, int schemaVersion, RandomGenerator random) {
		this.mutators = mutators;
		this.codecs = codecs;
		this.schemaVersion = schemaVersion;
		this.random = random;
	}

	<A> MutationCall encode(MutatorMethod<?, A> method, A args) {
		MutatorDefinition mutator = this.mutators.catalog().find(method);
		if (!mutator.storeType().equals(this.mutators.storeType())) {
			throw new IllegalArgumentException(
					mutator + " can't be called on a store of the type " + this.mutators.storeType());
		}
		@SuppressWarnings("unchecked")
		ValueCodec<A> codec = (ValueCodec<A>) mutator.argsCodec();
		return call(mutator.name(), write(codec, args));
	}

	/** A call by name, of a mutator that may be the server's alone. */
	<A extends Record> MutationCall encode(String name, A args) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("'" + name + "' can't be a mutator's name");
		}
		@SuppressWarnings("unchecked")
		Class<A> type = (Class<A>) args.getClass();
		return encode(name, type, args);
	}

	/** A call by name, of a mutator that may be the server's alone or the system's. */
	<A> MutationCall encode(MutatorName<A> mutator, A args) {
		return encode(mutator.name(), mutator.argsType(), args);
	}

	private <A> MutationCall encode(String name, Class<A> type, A args) {
		MutatorDefinition known = this.mutators.catalog().find(this.mutators.storeType(), name);
		if (known != null && known.argsType() != type) {
			throw new IllegalArgumentException(known + " takes " + known.argsType().getName());
		}
		return call(name, write(this.codecs.forType(type), args));
	}

	/** The arguments of an action. */
	<A> String encodeArgs(Class<A> type, A args) {
		try {
			return write(this.codecs.forType(type), args);
		}
		catch (MutationRejectedException ex) {
			throw new ActionFailedException(ex.code(), ex.getMessage());
		}
	}

	/** What reads the result of an action. */
	<R> ValueCodec<R> resultCodec(Class<R> type) {
		return this.codecs.forType(type);
	}

	private MutationCall call(String name, String json) {
		return new MutationCall(nonce(), this.schemaVersion, name, new StoredValue(json));
	}

	private static <A> String write(ValueCodec<A> codec, A args) {
		String json;
		try {
			json = codec.write(args);
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, String.valueOf(ex.getMessage()));
		}
		int bytes = EntryKey.utf8Length(json);
		if (bytes > Limits.MAX_ARGS_BYTES) {
			throw new MutationRejectedException(RejectionCode.ARGS_TOO_LARGE,
					"The arguments take " + bytes + " bytes, but may take " + Limits.MAX_ARGS_BYTES);
		}
		return json;
	}

	private String nonce() {
		byte[] bytes = new byte[NONCE_BYTES];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
