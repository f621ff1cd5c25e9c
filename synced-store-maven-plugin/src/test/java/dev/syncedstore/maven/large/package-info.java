/**
 * An application.
 */
@NullMarked
package dev.syncedstore.maven.large;

import org.jspecify.annotations.NullMarked;
