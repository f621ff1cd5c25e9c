/**
 * A small world for an application's tests: a server in memory, clients of its own
 * mutators, and a network between them that fails when the test wants it. All in one
 * thread and in virtual time, so that weeks pass in milliseconds and nothing sleeps.
 */
@NullMarked
package dev.syncedstore.test.world;

import org.jspecify.annotations.NullMarked;
