package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.server.log.ClientOwner;
import dev.syncedstore.server.log.ForwardingLockedSpace;
import dev.syncedstore.server.log.ForwardingSnapshot;
import dev.syncedstore.server.log.ForwardingVersionLog;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.test.transport.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A version log that tells what is committed, and that is away at times.
 */
final class RecordedVersionLog extends ForwardingVersionLog {

	private final CommitRecorder recorder;

	private final Predicate<Fault> faults;

	private final BooleanSupplier rollbacks;

	private final Function<SpaceId, @Nullable EntryView> given;

	/**
	 * Create a log around another.
	 * @param log the other
	 * @param recorder is told of each commit
	 * @param faults decides whether a fault happens now
	 * @param rollbacks decides whether a commit of unknown outcome has failed
	 */
	RecordedVersionLog(VersionLog log, CommitRecorder recorder, Predicate<Fault> faults, BooleanSupplier rollbacks) {
		this(log, recorder, faults, rollbacks, (space) -> null);
	}

	/**
	 * Create a log around another.
	 * @param log the other
	 * @param recorder is told of each commit
	 * @param faults decides whether a fault happens now
	 * @param rollbacks decides whether a commit of unknown outcome has failed
	 * @param given what is read of a space whatever it holds, or {@code null}
	 */
	RecordedVersionLog(VersionLog log, CommitRecorder recorder, Predicate<Fault> faults, BooleanSupplier rollbacks,
			Function<SpaceId, @Nullable EntryView> given) {
		super(log);
		this.recorder = recorder;
		this.faults = faults;
		this.rollbacks = rollbacks;
		this.given = given;
	}

	@Override
	public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		failAtTimes();
		boolean uncertain = this.faults.test(Fault.COMMIT_UNCERTAIN);
		boolean rollsBack = uncertain && this.rollbacks.getAsBoolean();
		List<SpaceCommit> commits = new ArrayList<>();
		R result = super.write(space, create, (locked) -> {
			R worked = work.apply(new Recorded(locked, commits));
			if (rollsBack) {
				throw unavailable(Fault.COMMIT_UNCERTAIN, LogUnavailableException.Phase.COMMIT);
			}
			// While the space is still locked: from its commit on, anybody may read it.
			commits.forEach((commit) -> this.recorder.committed(space, commit));
			return worked;
		});
		if (uncertain) {
			throw unavailable(Fault.COMMIT_UNCERTAIN, LogUnavailableException.Phase.COMMIT);
		}
		return result;
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		failAtTimes();
		boolean forgets = this.faults.test(Fault.HISTORY_FORGOTTEN);
		EntryView entries = this.given.apply(space);
		if (entries != null) {
			return super.read(space, (snapshot) -> work.apply(new Given(snapshot, entries)));
		}
		return super.read(space, (snapshot) -> work.apply(forgets ? new Forgetful(snapshot) : snapshot));
	}

	@Override
	public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		failAtTimes();
		return super.heads(spaces);
	}

	@Override
	public boolean claimClient(SpaceId space, String clientId, String userId) {
		failAtTimes();
		return super.claimClient(space, clientId, userId);
	}

	@Override
	public void sawClient(SpaceId space, String clientId, long acknowledgedId) {
		failAtTimes();
		super.sawClient(space, clientId, acknowledgedId);
	}

	@Override
	public List<SpaceId> spaces(String storeType, String afterInstanceId, int limit) {
		failAtTimes();
		return super.spaces(storeType, afterInstanceId, limit);
	}

	@Override
	public ClientOwner claim(SpaceId space, String clientId, String userId) {
		failAtTimes();
		return super.claim(space, clientId, userId);
	}

	private void failAtTimes() {
		if (this.faults.test(Fault.LOG_UNAVAILABLE)) {
			throw unavailable(Fault.LOG_UNAVAILABLE, LogUnavailableException.Phase.BEGIN);
		}
	}

	private static LogUnavailableException unavailable(Fault fault, LogUnavailableException.Phase phase) {
		return new LogUnavailableException("A fault of the simulation: " + fault, new IllegalStateException(), phase);
	}

	/**
	 * Is told of each commit, before anybody else.
	 */
	@FunctionalInterface
	interface CommitRecorder {

		void committed(SpaceId space, SpaceCommit commit);

	}

	/**
	 * A locked space that remembers what is appended.
	 */
	private static final class Recorded extends ForwardingLockedSpace {

		private final List<SpaceCommit> commits;

		Recorded(LockedSpace space, List<SpaceCommit> commits) {
			super(space);
			this.commits = commits;
		}

		@Override
		public void append(SpaceCommit commit) {
			super.append(commit);
			this.commits.add(commit);
		}

	}

	/**
	 * A space of which something else is read.
	 */
	private static final class Given extends ForwardingSnapshot {

		private final EntryView entries;

		Given(SpaceSnapshot space, EntryView entries) {
			super(space);
			this.entries = entries;
		}

		@Override
		public EntryView entries() {
			return this.entries;
		}

	}

	/**
	 * A space that has forgotten its commits.
	 */
	private static final class Forgetful extends ForwardingSnapshot {

		Forgetful(SpaceSnapshot space) {
			super(space);
		}

		@Override
		public @Nullable String checkpointAt(long version) {
			return null;
		}

	}

}
