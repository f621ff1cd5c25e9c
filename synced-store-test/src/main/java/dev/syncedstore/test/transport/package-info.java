/**
 * A network in memory between clients and a server, with every fault that a real one has,
 * each when the test wants it.
 */
@NullMarked
package dev.syncedstore.test.transport;

import org.jspecify.annotations.NullMarked;
