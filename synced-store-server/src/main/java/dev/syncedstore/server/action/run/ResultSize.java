package dev.syncedstore.server.action.run;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.server.action.ActionDefinition;

/**
 * How large a result may be: as large as a value.
 */
final class ResultSize {

	private static final int MAX_BYTES_PER_CHARACTER = 3;

	private ResultSize() {
	}

	static void check(ActionDefinition action, String json) {
		if (json.length() > Limits.MAX_VALUE_BYTES / MAX_BYTES_PER_CHARACTER
				&& EntryKey.utf8Length(json) > Limits.MAX_VALUE_BYTES) {
			throw new IllegalStateException("The result of action " + action + " takes " + EntryKey.utf8Length(json)
					+ " bytes, but may take " + Limits.MAX_VALUE_BYTES + ": put what is large into the space");
		}
	}

}
