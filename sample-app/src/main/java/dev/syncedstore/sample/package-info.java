/**
 * A todo list on a synced store.
 */
@NullMarked
package dev.syncedstore.sample;

import org.jspecify.annotations.NullMarked;
