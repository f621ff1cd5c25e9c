package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.MigratedCall;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.EngineParts;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a mutation that was made under an older version of the schema.
 *
 * @param calls what runs in its place, all of it or nothing
 * @param failure the outcome, if it could not be migrated
 */
record MigratedMutation(List<MutationExecution.Call> calls, @Nullable Outcome failure) {

	/**
	 * Migrate those mutations of a push that are older than this node's schema.
	 * @return what has become of them, by their ids; empty for all but few pushes
	 */
	static Map<Long, MigratedMutation> of(List<PushMutation> mutations, DeclaredSchema schema, EngineParts parts) {
		Map<Long, MigratedMutation> migrated = Map.of();
		for (PushMutation mutation : mutations) {
			if (mutation.schemaVersion() < schema.version() && !mutation.isWithdrawn()) {
				if (migrated.isEmpty()) {
					migrated = new HashMap<>();
				}
				migrated.put(mutation.id(), of(mutation, schema, parts));
			}
		}
		return migrated;
	}

	/**
	 * Migrate what has waited on the server, if it was made under a version that is older
	 * than this node's.
	 * @param madeUnder the version, or 0 if it is not known
	 * @return what has become of it, or {@code null} if it is as it was made
	 */
	static @Nullable MigratedMutation of(MigratedCall call, int madeUnder, DeclaredSchema schema, EngineParts parts) {
		if (madeUnder == 0 || madeUnder >= schema.version()) {
			return null;
		}
		if (!schema.migrations().leadFrom(madeUnder)) {
			return new MigratedMutation(List.of(),
					Outcome.rejected(ProblemCode.SCHEMA_VERSION_NOT_SUPPORTED.code(),
							"It was made under schema version " + madeUnder + ", from where no @Migration leads to "
									+ schema.version()));
		}
		return migrate(call, madeUnder, schema, parts);
	}

	private static MigratedMutation of(PushMutation mutation, DeclaredSchema schema, EngineParts parts) {
		return migrate(new MigratedCall(mutation.name(), new StoredValue(mutation.args())), mutation.schemaVersion(),
				schema, parts);
	}

	private static MigratedMutation migrate(MigratedCall old, int madeUnder, DeclaredSchema schema, EngineParts parts) {
		try {
			List<MutationExecution.Call> calls = new ArrayList<>();
			for (MigratedCall call : schema.migrations().migrate(madeUnder, old, parts.codecs())) {
				calls.add(new MutationExecution.Call(call.mutator(), call.args()));
			}
			return new MigratedMutation(List.copyOf(calls), null);
		}
		catch (InvalidValueException ex) {
			return new MigratedMutation(List.of(), Outcome.rejected(RejectionCode.INVALID_ARGS, ex.getMessage()));
		}
		catch (RuntimeException | StackOverflowError ex) {
			return new MigratedMutation(List.of(),
					new MutationFailures(parts.mutations().translators(), parts.tokens()).of(ex));
		}
	}

}
