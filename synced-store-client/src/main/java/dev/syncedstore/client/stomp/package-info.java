/**
 * STOMP 1.2, as much as a subscriber needs, over anything that carries text.
 */
@NullMarked
package dev.syncedstore.client.stomp;

import org.jspecify.annotations.NullMarked;
