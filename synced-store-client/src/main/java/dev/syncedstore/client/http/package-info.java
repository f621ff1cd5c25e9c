/**
 * The transport of a running application: HTTP and STOMP over WebSocket, with the HTTP
 * client of the JDK.
 */
@NullMarked
package dev.syncedstore.client.http;

import org.jspecify.annotations.NullMarked;
