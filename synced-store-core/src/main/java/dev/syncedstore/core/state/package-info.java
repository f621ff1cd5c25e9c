/**
 * The state of a space in memory: ordered entries, overlays of uncommitted changes, keys
 * and values.
 */
@NullMarked
package dev.syncedstore.core.state;

import org.jspecify.annotations.NullMarked;
