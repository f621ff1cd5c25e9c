/**
 * Processing pushes: one writer a space and node, which commits whatever waits in one
 * transaction.
 */
@NullMarked
package dev.syncedstore.server.push;

import org.jspecify.annotations.NullMarked;
