/**
 * The smallest application in which a mistake shows, for tests.
 */
@NullMarked
package dev.syncedstore.test.tally;

import org.jspecify.annotations.NullMarked;
