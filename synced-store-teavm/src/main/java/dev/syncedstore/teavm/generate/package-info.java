/**
 * Generates what stands between an application's mutators and JavaScript: shapes of its
 * records, and functions to be exported. Reads compiled classes, as the server's codec
 * does, so that both see the same.
 */
@NullMarked
package dev.syncedstore.teavm.generate;

import org.jspecify.annotations.NullMarked;
