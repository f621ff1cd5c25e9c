/**
 * Carries pokes over STOMP 1.2 on WebSockets, apart from any STOMP of the application's
 * own, and without ever blocking a thread on a slow client.
 */
@NullMarked
package dev.syncedstore.server.poke.stomp;

import org.jspecify.annotations.NullMarked;
