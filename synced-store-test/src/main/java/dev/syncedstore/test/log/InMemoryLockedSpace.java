package dev.syncedstore.test.log;

import java.util.Collection;
import java.util.Set;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceCommit;

/**
 * One version of a space, to be replaced by the next.
 */
final class InMemoryLockedSpace extends InMemorySnapshot implements LockedSpace {

	private SpaceVersion written;

	InMemoryLockedSpace(SpaceId space, SpaceVersion version) {
		super(space, version);
		this.written = version;
	}

	@Override
	public Set<Long> deferred(Collection<Long> ids) {
		return Set.of();
	}

	/** There is no application's transaction here that something could be stored with. */
	@Override
	public Set<Long> takeDeferred(Collection<Long> ids) {
		return Set.of();
	}

	@Override
	public void append(SpaceCommit commit) {
		this.written = this.written.with(commit);
	}

	/** The version that the space is to be at. */
	SpaceVersion written() {
		return this.written;
	}

}
