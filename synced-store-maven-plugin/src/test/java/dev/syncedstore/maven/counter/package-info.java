/**
 * An application.
 */
@NullMarked
package dev.syncedstore.maven.counter;

import org.jspecify.annotations.NullMarked;
