/**
 * The Java client of a synced store.
 */
@NullMarked
package dev.syncedstore.client;

import org.jspecify.annotations.NullMarked;
