/**
 * Kills servers and databases under load, cuts their connections at chosen moments, takes
 * their history away, and checks that every confirmed mutation is there once.
 */
@NullMarked
package dev.syncedstore.test.crash;

import org.jspecify.annotations.NullMarked;
