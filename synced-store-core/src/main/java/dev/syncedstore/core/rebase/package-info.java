/**
 * What a client knows: the server's state at some version, and the mutations that are
 * still on their way replayed on top of it. Pure and immutable, so that every step either
 * happens as a whole or not at all.
 */
@NullMarked
package dev.syncedstore.core.rebase;

import org.jspecify.annotations.NullMarked;
