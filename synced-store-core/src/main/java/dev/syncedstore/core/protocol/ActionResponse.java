package dev.syncedstore.core.protocol;

/**
 * The answer to the call of an action.
 *
 * @param result what the action returned, as JSON text
 * @param version the space's version with everything that the action did
 */
public record ActionResponse(String result, long version) {
}
