/**
 * Measures a synced store with Micrometer.
 */
@NullMarked
package dev.syncedstore.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
