/**
 * Wires a synced store into a Spring Boot application: the engine, its database and its
 * threads.
 */
@NullMarked
package dev.syncedstore.autoconfigure;

import org.jspecify.annotations.NullMarked;
