package dev.syncedstore.core.schema;

import dev.syncedstore.core.state.StoredValue;

/**
 * A call of a mutator as the newest version of the schema has it.
 *
 * @param mutator the mutator's name
 * @param args its arguments
 */
public record MigratedCall(String mutator, StoredValue args) {
}
