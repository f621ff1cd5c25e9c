package dev.syncedstore.core.schema;

import dev.syncedstore.core.Table;

/**
 * A table that a store type declares, in whatever visibilities it is used.
 *
 * @param table the table
 * @param description what it holds, possibly empty
 */
public record DeclaredTable(Table<?> table, String description) {
}
