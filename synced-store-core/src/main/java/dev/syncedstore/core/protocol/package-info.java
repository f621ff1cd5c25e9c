/**
 * The messages of the wire protocol, as both sides see them once parsed.
 */
@NullMarked
package dev.syncedstore.core.protocol;

import org.jspecify.annotations.NullMarked;
