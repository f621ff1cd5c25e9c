package dev.syncedstore.benchmarks.engine.jpa;

import java.io.Serializable;

import jakarta.persistence.Embeddable;

/**
 * The key of a commit.
 *
 * @param spaceId the row of the space
 * @param maxVersion the version after it
 */
@Embeddable
record CommitKey(long spaceId, long maxVersion) implements Serializable {
}
