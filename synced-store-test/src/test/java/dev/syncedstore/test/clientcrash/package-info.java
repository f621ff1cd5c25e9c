/**
 * Clients that are killed, and come back with what lies in their files.
 */
@NullMarked
package dev.syncedstore.test.clientcrash;

import org.jspecify.annotations.NullMarked;
