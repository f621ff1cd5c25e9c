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
		SpaceHead head = head();
		SpaceCommit written = this.commit;
		return (written != null && written.version() > head.version()) ? new SpaceHead(head.rowId(), head.epoch(),
				written.version(), written.checkpoint(), head.horizon(), head.deleted()) : head;
	}

	@Override
	public void append(SpaceCommit commit) {
		super.append(commit);
		this.commit = commit;
	}

}
