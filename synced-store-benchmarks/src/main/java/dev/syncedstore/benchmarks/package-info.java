/**
 * Measures what the engine and the clients cost, and prints the table.
 */
@NullMarked
package dev.syncedstore.benchmarks;

import org.jspecify.annotations.NullMarked;
