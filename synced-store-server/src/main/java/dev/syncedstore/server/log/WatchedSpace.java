package dev.syncedstore.server.log;

import org.jspecify.annotations.Nullable;

/**
 * A locked space that remembers where it will be after the transaction.
 */
final class WatchedSpace extends ForwardingLockedSpace {

	private @Nullable SpaceCommit commit;

	WatchedSpace(LockedSpace locked) {
		super(locked);
	}

	/** Where the space is once the transaction has committed. */
	SpaceHead after() {
		SpaceCommit written = this.commit;
		return (written != null) ? head().after(written) : head();
	}

	@Override
	public void append(SpaceCommit commit) {
		super.append(commit);
		this.commit = commit;
	}

}
