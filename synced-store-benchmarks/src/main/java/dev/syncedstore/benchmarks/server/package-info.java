/**
 * An ordinary application with a synced store, in a process of its own.
 */
@NullMarked
package dev.syncedstore.benchmarks.server;

import org.jspecify.annotations.NullMarked;
