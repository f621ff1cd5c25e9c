/**
 * Speaks the wire with many connections on one thread, as cheaply as can be: what it
 * takes, the server lacks.
 */
@NullMarked
package dev.syncedstore.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
