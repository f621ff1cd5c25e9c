/**
 * Where the client's own work runs and how it waits, so that tests can put a clock of
 * their own in its place.
 */
@NullMarked
package dev.syncedstore.client.scheduling;

import org.jspecify.annotations.NullMarked;
