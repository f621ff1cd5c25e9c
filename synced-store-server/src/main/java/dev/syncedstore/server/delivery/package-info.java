/**
 * What operators see of mutations that spaces send to each other.
 */
@NullMarked
package dev.syncedstore.server.delivery;

import org.jspecify.annotations.NullMarked;
