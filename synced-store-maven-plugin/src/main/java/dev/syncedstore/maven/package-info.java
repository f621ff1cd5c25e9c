/**
 * The Maven plugin.
 */
@NullMarked
package dev.syncedstore.maven;

import org.jspecify.annotations.NullMarked;
