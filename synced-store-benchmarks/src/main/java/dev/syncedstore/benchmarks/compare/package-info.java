/**
 * How one thing is measured against another: in interleaved pairs, as a ratio.
 */
@NullMarked
package dev.syncedstore.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
