/**
 * Serving pulls: what changed since a version, in pages.
 */
@NullMarked
package dev.syncedstore.server.pull;

import org.jspecify.annotations.NullMarked;
