package dev.syncedstore.benchmarks.engine.jpa;

import java.io.Serializable;

import jakarta.persistence.Embeddable;

/**
 * The key of a client.
 *
 * @param spaceId the row of the space
 * @param clientId the client
 */
@Embeddable
record ClientKey(long spaceId, String clientId) implements Serializable {
}
