/**
 * A version log in memory, and the contract that every version log keeps.
 */
@NullMarked
package dev.syncedstore.test.log;

import org.jspecify.annotations.NullMarked;
