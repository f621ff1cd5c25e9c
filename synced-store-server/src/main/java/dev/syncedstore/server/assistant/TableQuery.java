package dev.syncedstore.server.assistant;

import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Table;

/**
 * What to read.
 *
 * @param table the table's name
 * @param own whether to read the user's own private table, rather than the shared one
 * @param scan which of its entries
 */
public record TableQuery(String table, boolean own, Scan scan) {

	/** A name that can't be a table's is refused. */
	public TableQuery {
		Table.of(table, Object.class);
	}

}
