package dev.syncedstore.server.log;

import dev.syncedstore.core.SpaceId;

/**
 * A commit that was made up without looking into the log: it counts only if the space is
 * as it was presumed to be.
 *
 * @param space the space
 * @param presumption what is taken for granted of it
 * @param commit what to write; it has a version of its own
 */
public record PresumedCommit(SpaceId space, Presumption presumption, SpaceCommit commit) {

	public PresumedCommit {
		if (commit.version() <= presumption.head().version()) {
			throw new IllegalArgumentException("The commit has no version of its own");
		}
	}

	/**
	 * Where the space is once this is written.
	 * @return the head
	 */
	public SpaceHead after() {
		return this.presumption.head().after(this.commit);
	}

}
