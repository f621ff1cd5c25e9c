/**
 * A whole system, several clients and a server, in one thread and from one seed: it does
 * what chance tells it, breaks what can break, and then has to prove that nothing was
 * lost, doubled, mixed up or shown to the wrong user.
 */
@NullMarked
package dev.syncedstore.test.simulation;

import org.jspecify.annotations.NullMarked;
