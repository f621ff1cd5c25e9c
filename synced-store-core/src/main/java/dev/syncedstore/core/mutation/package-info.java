/**
 * Finds mutators by name or method reference and runs them, in the same way on clients
 * and on the server.
 */
@NullMarked
package dev.syncedstore.core.mutation;

import org.jspecify.annotations.NullMarked;
