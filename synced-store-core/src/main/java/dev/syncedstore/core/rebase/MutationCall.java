package dev.syncedstore.core.rebase;

import dev.syncedstore.core.state.StoredValue;

/**
 * What a mutation says, from the moment it was made until the server has processed it: it
 * is never rewritten.
 *
 * @param nonce random; tells this mutation from every other, under whatever id it is sent
 * @param schemaVersion the schema version it was made under
 * @param name the mutator's name
 * @param args the arguments
 */
public record MutationCall(String nonce, int schemaVersion, String name, StoredValue args) {
}
