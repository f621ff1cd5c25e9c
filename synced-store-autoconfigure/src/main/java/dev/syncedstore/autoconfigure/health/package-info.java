/**
 * Tells the actuator how a synced store is.
 */
@NullMarked
package dev.syncedstore.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
