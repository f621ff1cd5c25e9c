/**
 * Loading, catching up, fanning out and starting again, over the wire.
 */
@NullMarked
package dev.syncedstore.benchmarks.load;

import org.jspecify.annotations.NullMarked;
