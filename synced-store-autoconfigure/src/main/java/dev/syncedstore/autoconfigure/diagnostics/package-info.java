/**
 * Explains what keeps an application with synced stores from starting.
 */
@NullMarked
package dev.syncedstore.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
