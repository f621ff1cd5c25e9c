/**
 * Time that passes only when a test says so, and everything that waits for it.
 */
@NullMarked
package dev.syncedstore.test.time;

import org.jspecify.annotations.NullMarked;
