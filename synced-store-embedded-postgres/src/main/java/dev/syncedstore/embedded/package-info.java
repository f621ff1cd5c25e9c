/**
 * A real PostgreSQL for development, when no database is configured.
 */
@NullMarked
package dev.syncedstore.embedded;

import org.jspecify.annotations.NullMarked;
