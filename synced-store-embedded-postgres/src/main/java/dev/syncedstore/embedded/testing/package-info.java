/**
 * PostgreSQL databases for tests, on Docker where it answers and embedded elsewhere.
 */
@NullMarked
package dev.syncedstore.embedded.testing;

import org.jspecify.annotations.NullMarked;
