package dev.syncedstore.client.storage;

import dev.syncedstore.core.SpaceId;

/**
 * What tells a client's stores apart.
 *
 * @param server the server's address
 * @param account whose the store is: {@code id:} and the user's id where that is known
 * beforehand, or {@code name:} and what the user signs in with
 * @param space the space
 */
public record StoreKey(String server, String account, SpaceId space) {
}
