/**
 * What clients make of a server that has lost its history or whose space was deleted.
 */
@NullMarked
package dev.syncedstore.test.history;

import org.jspecify.annotations.NullMarked;
