/**
 * An application that does everything that mutators can do, for tests.
 */
@NullMarked
package dev.syncedstore.test.kitchensink;

import org.jspecify.annotations.NullMarked;
