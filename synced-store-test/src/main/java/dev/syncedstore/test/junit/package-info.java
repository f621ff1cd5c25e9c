/**
 * Worlds for tests that run on JUnit Jupiter, 5 or 6.
 */
@NullMarked
package dev.syncedstore.test.junit;

import org.jspecify.annotations.NullMarked;
