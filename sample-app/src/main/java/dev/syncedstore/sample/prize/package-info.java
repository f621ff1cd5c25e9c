/**
 * Prizes in a table of the application's own, of which there are only so many.
 */
@NullMarked
package dev.syncedstore.sample.prize;

import org.jspecify.annotations.NullMarked;
