/**
 * Tells subscribers of commits: builds one delta for each audience, and knows nothing of
 * the transport that carries it.
 */
@NullMarked
package dev.syncedstore.server.poke;

import org.jspecify.annotations.NullMarked;
