/**
 * Wires a synced store into a Spring Boot application.
 */
@NullMarked
package dev.syncedstore.autoconfigure;

import org.jspecify.annotations.NullMarked;
