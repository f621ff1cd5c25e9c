/**
 * The client's copy of a space: one immutable state after another behind one reference.
 * Mutations are run on a snapshot by whoever makes them; nothing here waits or locks.
 */
@NullMarked
package dev.syncedstore.client.local;

import org.jspecify.annotations.NullMarked;
