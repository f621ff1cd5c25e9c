/**
 * Strict conversion between JSON and records, with validation.
 */
@NullMarked
package dev.syncedstore.codec;

import org.jspecify.annotations.NullMarked;
