package dev.syncedstore.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param status the HTTP status
 * @param retryAfter the header {@code Retry-After}, or {@code null} without one
 * @param body the body
 */
public record TransportResponse(int status, @Nullable String retryAfter, String body) {
}
