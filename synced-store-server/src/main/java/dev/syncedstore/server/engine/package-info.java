/**
 * Puts the engine of one node together.
 */
@NullMarked
package dev.syncedstore.server.engine;

import org.jspecify.annotations.NullMarked;
