/**
 * The PostgreSQL that both sides of every comparison use.
 */
@NullMarked
package dev.syncedstore.benchmarks.database;

import org.jspecify.annotations.NullMarked;
