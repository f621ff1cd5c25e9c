package dev.syncedstore.core.schema;

import dev.syncedstore.core.state.StoredValue;

/**
 * An enqueued action as some version of the schema has it.
 *
 * @param action the action's name
 * @param args its arguments
 */
public record MigratedAction(String action, StoredValue args) {
}
