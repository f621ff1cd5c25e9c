package dev.syncedstore.server.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version log that notices when commits are lost that this node has made or seen: a
 * backup was restored under the running node, or a standby was promoted that lacked the
 * latest commits. It then gives the space another epoch, so that caches, subscribers and
 * clients take what the database has now for what it is, another history, and never join
 * the two. Everything that a node reads and writes goes through one of these.
 * Thread-safe.
 * <p>
 * What is held against the log is a head that was read or committed by a transaction that
 * had ended before the other began. That can't be newer than what the other sees, unless
 * commits are lost.
 */
public final class HistoryGuard extends ForwardingVersionLog {

	private static final Logger logger = LoggerFactory.getLogger(HistoryGuard.class);

	private final VersionLog log;

	private final Supplier<String> epochs;

	private final CommitListener listener;

	private final KnownHeads known = new KnownHeads();

	/**
	 * Create a guard.
	 * @param log what it guards
	 * @param epochs makes epochs, never the same twice
	 * @param listener is told where a space is whose history was replaced, so that its
	 * subscribers learn of that
	 */
	public HistoryGuard(VersionLog log, Supplier<String> epochs, CommitListener listener) {
		super(log);
		this.log = log;
		this.epochs = epochs;
		this.listener = listener;
	}

	@Override
	public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		Replacement[] replaced = new Replacement[1];
		WatchedSpace[] watched = new WatchedSpace[1];
		R result = this.log.write(space, create, (locked) -> {
			// Only known now that nobody else can commit: so it is not newer than this.
			SpaceHead before = this.known.get(space);
			if (before != null && isLost(before, locked)) {
				replaced[0] = replace(before, locked);
			}
			watched[0] = new WatchedSpace(locked);
			return work.apply(watched[0]);
		});
		SpaceHead after = watched[0].after();
		if (replaced[0] != null) {
			this.known.replace(space, after);
			report(space, replaced[0]);
		}
		else {
			this.known.advance(space, after);
		}
		return result;
	}

	@Override
	public List<CommitOutcome> commit(List<PresumedCommit> commits) {
		List<PresumedCommit> likely = commits.stream()
			.filter((commit) -> isKnown(commit.space(), commit.presumption().head()))
			.toList();
		if (likely.isEmpty()) {
			return Collections.nCopies(commits.size(), CommitOutcome.NOT_WRITTEN);
		}
		Map<PresumedCommit, CommitOutcome> outcomes = new IdentityHashMap<>();
		Iterator<CommitOutcome> told = this.log.commit(likely).iterator();
		likely.forEach((commit) -> outcomes.put(commit, check(commit, told.next())));
		return commits.stream().map((commit) -> outcomes.getOrDefault(commit, CommitOutcome.NOT_WRITTEN)).toList();
	}

	private CommitOutcome check(PresumedCommit commit, CommitOutcome outcome) {
		if (outcome instanceof CommitOutcome.Written) {
			SpaceId space = commit.space();
			if (isKnown(space, commit.presumption().head()) || isKnown(space, commit.after())) {
				this.known.advance(space, commit.after());
			}
			else {
				// Somebody has seen a commit that the database did not have any more.
				try {
					confirm(space);
				}
				catch (RuntimeException ex) {
					return new CommitOutcome.Failed(ex);
				}
			}
		}
		return outcome;
	}

	private boolean isKnown(SpaceId space, SpaceHead head) {
		SpaceHead seen = this.known.get(space);
		return seen != null && seen.isSameAs(head);
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		SpaceHead before = this.known.get(space);
		SpaceHead[] head = new SpaceHead[1];
		boolean[] lost = new boolean[1];
		R result = this.log.read(space, (snapshot) -> {
			head[0] = snapshot.head();
			lost[0] = before != null && isLost(before, snapshot);
			return work.apply(snapshot);
		});
		if (lost[0]) {
			return confirm(space) ? this.log.read(space, work) : result;
		}
		this.known.advance(space, head[0]);
		return result;
	}

	@Override
	public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		Map<SpaceId, SpaceHead> before = new HashMap<>();
		for (SpaceId space : spaces) {
			SpaceHead head = this.known.get(space);
			if (head != null) {
				before.put(space, head);
			}
		}
		Map<SpaceId, SpaceHead> heads = this.log.heads(spaces);
		List<SpaceId> replaced = new ArrayList<>();
		heads.forEach((space, head) -> {
			SpaceHead earlier = before.get(space);
			if (earlier == null) {
				this.known.advance(space, head);
			}
			// Whether a later version goes on from the known one can't be told from here.
			else if (isBefore(head, earlier) && confirm(space)) {
				replaced.add(space);
			}
		});
		if (!replaced.isEmpty()) {
			Map<SpaceId, SpaceHead> current = new HashMap<>(heads);
			current.putAll(this.log.heads(replaced));
			return current;
		}
		return heads;
	}

	/**
	 * Look again, where nobody can commit meanwhile.
	 * @return whether the history was replaced
	 */
	private boolean confirm(SpaceId space) {
		Replacement replaced = this.log.<@Nullable Replacement>write(space, false, (locked) -> {
			SpaceHead before = this.known.get(space);
			return (before != null && isLost(before, locked)) ? replace(before, locked) : null;
		});
		if (replaced == null) {
			return false;
		}
		this.known.replace(space, replaced.now);
		report(space, replaced);
		return true;
	}

	private Replacement replace(SpaceHead lost, LockedSpace locked) {
		locked.replaceEpoch(this.epochs.get());
		return new Replacement(lost, locked.head());
	}

	private void report(SpaceId space, Replacement replaced) {
		logger.error(
				"Space {} was at version {}, and is at version {} of another history now: the database has lost "
						+ "commits that it had confirmed, as when a backup is restored or a standby is promoted that "
						+ "lags behind. What they did is gone. The space begins a new epoch, its clients load it anew "
						+ "and send again only what they still have pending. Find out why the database lost them",
				space, replaced.lost.version(), replaced.now.version());
		SpaceHead now = replaced.now;
		this.listener.committed(new CommittedBatch(space, now, now.version() + 1, List.of(), Map.of(), List.of()));
	}

	/**
	 * Whether a head that is known to have been there is not in the history of a space.
	 */
	private static boolean isLost(SpaceHead before, SpaceSnapshot space) {
		SpaceHead head = space.head();
		if (!head.epoch().equals(before.epoch()) || before.version() == 0) {
			return false;
		}
		if (head.version() <= before.version()) {
			return isBefore(head, before);
		}
		// What is older than the horizon can't be looked up any more.
		return !head.deleted() && before.version() >= head.horizon()
				&& !Objects.equals(before.checkpoint(), space.checkpointAt(before.version()));
	}

	private static boolean isBefore(SpaceHead head, SpaceHead earlier) {
		return head.epoch().equals(earlier.epoch()) && (head.version() < earlier.version()
				|| (head.version() == earlier.version() && !Objects.equals(head.checkpoint(), earlier.checkpoint())));
	}

	/**
	 * A new history.
	 *
	 * @param lost what was known of the old one
	 * @param now where the space is in the new one
	 */
	private record Replacement(SpaceHead lost, SpaceHead now) {
	}

}
