/**
 * The server side of a synced store.
 */
@NullMarked
package dev.syncedstore.server;

import org.jspecify.annotations.NullMarked;
