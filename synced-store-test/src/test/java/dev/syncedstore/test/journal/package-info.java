/**
 * An application whose data tell what has happened to it.
 */
@NullMarked
package dev.syncedstore.test.journal;

import org.jspecify.annotations.NullMarked;
