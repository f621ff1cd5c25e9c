/**
 * The lines about requests and the way to the last client.
 */
@NullMarked
package dev.syncedstore.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
