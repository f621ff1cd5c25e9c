/**
 * Strict conversion between JSON and what both sides of the wire hold in memory: records
 * of the application, with validation, and the messages of the protocol.
 */
@NullMarked
package dev.syncedstore.codec;

import org.jspecify.annotations.NullMarked;
