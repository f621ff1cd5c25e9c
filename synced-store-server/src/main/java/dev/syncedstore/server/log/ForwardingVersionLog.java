package dev.syncedstore.server.log;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * A log that is as another is, except for what a subclass changes. It forwards every
 * method, also those that have a default.
 */
public abstract class ForwardingVersionLog implements VersionLog {

	private final VersionLog log;

	/**
	 * Create a log.
	 * @param log the other one
	 */
	protected ForwardingVersionLog(VersionLog log) {
		this.log = log;
	}

	@Override
	public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		return this.log.write(space, create, work);
	}

	/**
	 * Goes through {@link #write}, so that a subclass which changes the one changes both.
	 */
	@Override
	public List<CommitOutcome> commit(List<PresumedCommit> commits) {
		return VersionLog.super.commit(commits);
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		return this.log.read(space, work);
	}

	@Override
	public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		return this.log.heads(spaces);
	}

	@Override
	public boolean claimClient(SpaceId space, String clientId, String userId) {
		return this.log.claimClient(space, clientId, userId);
	}

	@Override
	public ClientOwner claim(SpaceId space, String clientId, String userId) {
		return this.log.claim(space, clientId, userId);
	}

	@Override
	public List<SpaceId> migrating(int limit) {
		return this.log.migrating(limit);
	}

	@Override
	public long spacesCreatedToday(String userId) {
		return this.log.spacesCreatedToday(userId);
	}

	@Override
	public void sawClient(SpaceId space, String clientId, long acknowledgedId) {
		this.log.sawClient(space, clientId, acknowledgedId);
	}

	@Override
	public List<SpaceId> spaces(String storeType, String afterInstanceId, int limit) {
		return this.log.spaces(storeType, afterInstanceId, limit);
	}

	@Override
	public RetentionStep retain(RetentionRules rules, Instant now) {
		return this.log.retain(rules, now);
	}

	@Override
	public void prepare(LocalDate today) {
		this.log.prepare(today);
	}

}
