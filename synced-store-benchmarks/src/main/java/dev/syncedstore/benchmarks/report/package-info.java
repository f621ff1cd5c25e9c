/**
 * The table that people read and the JSON that programs read.
 */
@NullMarked
package dev.syncedstore.benchmarks.report;

import org.jspecify.annotations.NullMarked;
