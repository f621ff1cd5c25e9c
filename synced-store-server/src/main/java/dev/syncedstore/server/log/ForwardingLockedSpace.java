package dev.syncedstore.server.log;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * A locked space that is as another is, except for what a subclass changes. It forwards
 * every method, also those that have a default.
 */
public abstract class ForwardingLockedSpace extends ForwardingSnapshot implements LockedSpace {

	private final LockedSpace locked;

	/**
	 * Create a locked space.
	 * @param locked the other one
	 */
	protected ForwardingLockedSpace(LockedSpace locked) {
		super(locked);
		this.locked = locked;
	}

	@Override
	public Set<Long> deferred(Collection<Long> ids) {
		return this.locked.deferred(ids);
	}

	@Override
	public Set<Long> takeDeferred(Collection<Long> ids) {
		return this.locked.takeDeferred(ids);
	}

	@Override
	public long clientsOf(String userId) {
		return this.locked.clientsOf(userId);
	}

	@Override
	public EntryPage entries(EntryQuery query) {
		return this.locked.entries(query);
	}

	@Override
	public void replaceEpoch(String epoch) {
		this.locked.replaceEpoch(epoch);
	}

	@Override
	public void delete(String checkpoint, Instant at) {
		this.locked.delete(checkpoint, at);
	}

	@Override
	public void append(SpaceCommit commit) {
		this.locked.append(commit);
	}

	@Override
	public void share(String name) {
		this.locked.share(name);
	}

	@Override
	public void flush() {
		this.locked.flush();
	}

}
