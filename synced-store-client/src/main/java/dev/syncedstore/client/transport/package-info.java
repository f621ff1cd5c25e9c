/**
 * What the client needs of a network: requests that are answered, and a connection that
 * brings pokes. Implement it to run a client over something else, such as memory.
 */
@NullMarked
package dev.syncedstore.client.transport;

import org.jspecify.annotations.NullMarked;
