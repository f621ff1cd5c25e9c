/**
 * A small application, as its author would test it.
 */
@NullMarked
package dev.syncedstore.test.board;

import org.jspecify.annotations.NullMarked;
