/**
 * What the Java client costs where no network is in the way: mutating, scanning,
 * rebasing.
 */
@NullMarked
package dev.syncedstore.benchmarks.client;

import org.jspecify.annotations.NullMarked;
