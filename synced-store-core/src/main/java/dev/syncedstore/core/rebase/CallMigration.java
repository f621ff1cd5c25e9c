package dev.syncedstore.core.rebase;

import java.util.List;

import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.MigratedCall;
import dev.syncedstore.core.state.ValueCodecs;

/**
 * Says what is shown for a pending mutation that was made under an older version of the
 * schema. It is sent as it was made all the same. Thread-safe.
 */
@FunctionalInterface
public interface CallMigration {

	/** Every mutation is shown as it was made. */
	CallMigration NONE = (call) -> List.of(new MigratedCall(call.name(), call.args()));

	/**
	 * What runs in place of a call.
	 * @param call the call as it was made
	 * @return calls of mutators as they are now
	 * @throws RuntimeException if it can't be migrated: then it has no effect here, and
	 * the server decides
	 */
	List<MigratedCall> migrate(MutationCall call);

	/**
	 * The migrations of a schema, for what is older.
	 * @param schema the schema
	 * @param codecs reads and writes arguments
	 * @return what is shown
	 */
	static CallMigration of(DeclaredSchema schema, ValueCodecs codecs) {
		return (call) -> (call.schemaVersion() < schema.version() && schema.migrations().leadFrom(call.schemaVersion()))
				? schema.migrations().migrate(call.schemaVersion(), new MigratedCall(call.name(), call.args()), codecs)
				: NONE.migrate(call);
	}

}
