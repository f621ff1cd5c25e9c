/**
 * Mutators with all that mutators may have.
 */
@NullMarked
package dev.syncedstore.teavm.kitchen;

import org.jspecify.annotations.NullMarked;
