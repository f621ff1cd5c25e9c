package dev.syncedstore.test.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.VersionedPatch;
import org.jspecify.annotations.Nullable;

/**
 * The history of one space as it must be: what the clients sent, run once, one after the
 * other, in the order in which the server says it processed it. Each commit of the server
 * is held against it, and each moment of it can be asked for. Thread-safe.
 */
public final class SpaceHistory {

	private final ModelMutators mutators;

	private final Consumer<String> violations;

	private final Predicate<String> mayBeDenied;

	private final Map<MutationKey, SentMutation> sent = new HashMap<>();

	private final Deque<SentMutation> sentByServer = new ArrayDeque<>();

	private final Deque<Taken> delivered = new ArrayDeque<>();

	private final Outbox outbox;

	private final Deque<ProcessedOutcome> outcomesOfServer = new ArrayDeque<>();

	private final Map<MutationKey, ProcessedOutcome> processed = new HashMap<>();

	private final Map<String, Long> lastIds = new HashMap<>();

	private final NavigableMap<Long, Snapshot> snapshots = new TreeMap<>();

	private final Map<String, Long> checkpoints = new HashMap<>();

	private @Nullable ModelMembers members;

	/** What the server's patches have led to; the model leads to the latest snapshot. */
	private final ModelEntries patched = new ModelEntries();

	/**
	 * Create the history of a space that does not exist yet.
	 * @param mutators runs mutations
	 * @param mayBeDenied says of a user whether a mutation may have been rejected for
	 * want of access
	 * @param violations is told of everything that must not be
	 */
	public SpaceHistory(ModelMutators mutators, Predicate<String> mayBeDenied, Consumer<String> violations) {
		this(mutators, mayBeDenied, violations, (sent, userId, mutator, version) -> {
		});
	}

	/**
	 * Create the history of a space that does not exist yet.
	 * @param mutators runs mutations
	 * @param mayBeDenied says of a user whether a mutation may have been rejected for
	 * want of access
	 * @param violations is told of everything that must not be
	 * @param outbox is told what mutations that were applied have sent to other spaces
	 */
	public SpaceHistory(ModelMutators mutators, Predicate<String> mayBeDenied, Consumer<String> violations,
			Outbox outbox) {
		this.outbox = outbox;
		this.mutators = mutators;
		this.violations = violations;
		this.mayBeDenied = mayBeDenied;
		this.snapshots.put(0L, new Snapshot(null, new ModelEntries(), null));
	}

	/**
	 * The space has members.
	 * @param members who they are, at first nobody
	 * @return this history
	 */
	public SpaceHistory with(ModelMembers members) {
		this.members = members;
		return this;
	}

	/**
	 * A client sends a mutation, for the first time or again.
	 * @param key which one
	 * @param mutation what it says
	 */
	public synchronized void sent(MutationKey key, SentMutation mutation) {
		SentMutation before = this.sent.putIfAbsent(key, mutation);
		if (before != null && !before.equals(mutation)) {
			this.violations.accept("Mutation " + key + " was rewritten: first " + before + ", then " + mutation);
		}
	}

	/**
	 * Server code makes a mutation, which must not be before the one before it is over.
	 * @param mutation what it says
	 */
	public synchronized void sentByServer(SentMutation mutation) {
		this.sentByServer.add(mutation);
	}

	/**
	 * Another space has sent a mutation, after those that were told before.
	 * @param call what it says
	 * @param source the other space
	 */
	public synchronized void delivered(ModelCall call, MutationSource source) {
		this.delivered.add(new Taken(new SentMutation(source.userId(), null, call), source));
	}

	/**
	 * The mutation of server code is over.
	 * @return its outcome, or {@code null} if it was not processed
	 */
	public synchronized @Nullable ProcessedOutcome endedOnServer() {
		this.sentByServer.clear();
		return this.outcomesOfServer.poll();
	}

	/**
	 * The server has committed.
	 * @param commit what it wrote
	 */
	public synchronized void committed(SpaceCommit commit) {
		long version = version();
		ModelEntries entries = this.snapshots.lastEntry().getValue().entries();
		Set<String> changed = new HashSet<>();
		for (ProcessedMutation mutation : commit.mutations()) {
			if (mutation.version() != ++version) {
				this.violations.accept("Version " + version + " is missing: " + mutation + " came next");
			}
			ModelEntries after = process(mutation, entries);
			after.addDifferingKeys(entries, changed);
			entries = after;
		}
		if (commit.version() != version) {
			this.violations.accept("A commit ends at version " + commit.version() + ", its mutations at " + version);
		}
		entries = withMembers(commit, entries);
		check(commit, entries, changed);
		if (!commit.mutations().isEmpty()) {
			this.snapshots.put(commit.version(),
					new Snapshot(commit.checkpoint(), entries, (this.members != null) ? this.members.in() : null));
			if (this.checkpoints.put(commit.checkpoint(), commit.version()) != null) {
				this.violations.accept("The checkpoint of version " + commit.version() + " was used before");
			}
		}
	}

	/** When somebody came and went is for the server to say, who is in isn't. */
	private ModelEntries withMembers(SpaceCommit commit, ModelEntries entries) {
		ModelMembers known = this.members;
		if (known == null) {
			return entries;
		}
		ModelEntries all = entries.copy();
		for (VersionedPatch versioned : commit.patches()) {
			Patch patch = versioned.patch();
			if (ModelMembers.isOfSystem(patch.key())) {
				all.put(patch.key(), (patch.value() != null) ? patch.value().json() : null);
			}
		}
		String difference = known.differenceTo(all);
		if (!difference.isEmpty()) {
			this.violations.accept("After version " + commit.version() + " " + difference);
		}
		return all;
	}

	private ModelEntries process(ProcessedMutation mutation, ModelEntries before) {
		Taken taken = take(mutation);
		SentMutation sent = (taken != null) ? taken.mutation : null;
		if (taken == null || sent == null || !sent.userId().equals(mutation.userId())
				|| (this.mutators.know(sent.call()) && !sent.call().name().equals(mutation.mutator()))) {
			this.violations.accept("The server processed " + mutation + ", but " + sent + " was sent");
			return before;
		}
		ModelMembers known = this.members;
		if (known != null && ModelMembers.isAboutMembers(sent.call())) {
			compare(mutation, known.run(sent.call()));
			return before;
		}
		if (known != null && !known.mayOpen(mutation.userId())) {
			this.violations.accept("The server processed " + mutation + " of somebody who is not in");
		}
		if (known != null && !known.mayWrite(mutation.userId())) {
			compare(mutation, RejectionCode.ACCESS_DENIED);
			return before;
		}
		if (RejectionCode.ACCESS_DENIED.equals(mutation.code()) && this.mayBeDenied.test(mutation.userId())) {
			return before;
		}
		ModelOutcome outcome = this.mutators.run(sent.call(), ModelSide.server(sent.userId()), before, taken.source);
		compare(mutation, outcome.code());
		if (known != null && outcome.isApplied()) {
			known.applied(mutation.userId());
		}
		outcome.sent()
			.forEach((message) -> this.outbox.sent(message, mutation.userId(), sent.call().name(), mutation.version()));
		return outcome.entries();
	}

	private void compare(ProcessedMutation mutation, @Nullable String expected) {
		if (!Objects.equals(expected, mutation.code())) {
			this.violations.accept(
					mutation + " should have ended " + describe(expected) + ", but ended " + describe(mutation.code()));
		}
	}

	private @Nullable Taken take(ProcessedMutation mutation) {
		String clientId = mutation.clientId();
		if (clientId == null) {
			SentMutation next = this.sentByServer.peek();
			if (!this.delivered.isEmpty() && (next == null || !next.userId().equals(mutation.userId())
					|| !next.call().name().equals(mutation.mutator()))) {
				return this.delivered.poll();
			}
			this.outcomesOfServer.add(new ProcessedOutcome(mutation.version(), mutation.code()));
			return Taken.of(this.sentByServer.poll());
		}
		long id = this.lastIds.merge(clientId, 1L, Long::sum);
		MutationKey key = new MutationKey(clientId, mutation.mutationId());
		if (mutation.mutationId() != id) {
			this.violations.accept("The server processed mutation " + key + " when " + id + " was next");
		}
		this.processed.put(key, new ProcessedOutcome(mutation.version(), mutation.code()));
		return Taken.of(this.sent.get(key));
	}

	private void check(SpaceCommit commit, ModelEntries expected, Set<String> changed) {
		Set<String> keys = new HashSet<>();
		for (VersionedPatch versioned : commit.patches()) {
			Patch patch = versioned.patch();
			StoredValue value = patch.value();
			this.patched.put(patch.key(), (value != null) ? value.json() : null);
			if (!keys.add(patch.key())) {
				this.violations.accept("The commit of version " + commit.version() + " has two patches for " + patch);
			}
			if (versioned.version() <= version() || versioned.version() > commit.version()) {
				this.violations.accept(versioned + " is outside of its commit, which ends at " + commit.version());
			}
		}
		String difference = expected.differenceTo(this.patched.all());
		if (!difference.isEmpty() || !keys.containsAll(changed)) {
			this.violations.accept("The commit of version " + commit.version() + " wrote something else than its "
					+ "mutations do: keys " + keys + ", expected " + changed + difference);
		}
		for (ClientRecord client : commit.clients()) {
			if (client.lastMutationId() != this.lastIds.getOrDefault(client.clientId(), 0L)) {
				this.violations.accept("The commit of version " + commit.version() + " says " + client
						+ ", but the last processed mutation is " + this.lastIds.get(client.clientId()));
			}
		}
	}

	/**
	 * Where the space is.
	 * @return its version
	 */
	public synchronized long version() {
		return this.snapshots.lastKey();
	}

	/**
	 * The checkpoint of a version.
	 * @param version the version
	 * @return the checkpoint, or {@code null} if no commit ends there
	 */
	public synchronized @Nullable String checkpointAt(long version) {
		Snapshot snapshot = this.snapshots.get(version);
		return (snapshot != null) ? snapshot.checkpoint() : null;
	}

	/**
	 * Which version a checkpoint is of.
	 * @param checkpoint the checkpoint
	 * @return the version, or {@code null} if it is not of this space
	 */
	public synchronized @Nullable Long versionOf(String checkpoint) {
		return this.checkpoints.get(checkpoint);
	}

	/**
	 * Whether a user was in at one moment.
	 * @param version the version
	 * @param userId the user
	 * @return {@code false} if the space had members then, and the user was none
	 */
	public synchronized boolean isIn(long version, String userId) {
		Snapshot snapshot = this.snapshots.get(version);
		Set<String> in = (snapshot != null) ? snapshot.members() : null;
		return in == null || in.contains(userId);
	}

	/**
	 * What one user may see of one moment.
	 * @param version the version
	 * @param userId the user
	 * @return the entries, not to be changed; {@code null} if no commit ends there
	 */
	public synchronized @Nullable ModelEntries visibleAt(long version, String userId) {
		Snapshot snapshot = this.snapshots.get(version);
		return (snapshot != null) ? snapshot.visibleTo(userId) : null;
	}

	/**
	 * The latest moment, of every visibility.
	 * @return the entries, not to be changed
	 */
	public synchronized ModelEntries latest() {
		return this.snapshots.lastEntry().getValue().entries();
	}

	/**
	 * What became of a mutation.
	 * @param key which one
	 * @return its outcome, or {@code null} if it was not processed
	 */
	public synchronized @Nullable ProcessedOutcome outcome(MutationKey key) {
		return this.processed.get(key);
	}

	private static String describe(@Nullable String code) {
		return (code != null) ? "rejected with the code " + code : "applied";
	}

	/**
	 * Is told what goes to other spaces.
	 */
	@FunctionalInterface
	public interface Outbox {

		/**
		 * A mutation that was applied has sent something.
		 * @param message what it has sent, and where to
		 * @param userId in whose name
		 * @param mutator the mutator that has sent it
		 * @param version which version of this space it has taken
		 */
		void sent(ModelSent message, String userId, String mutator, long version);

	}

	/**
	 * What is processed, and where it comes from, if another space has sent it.
	 */
	private record Taken(SentMutation mutation, @Nullable MutationSource source) {

		static @Nullable Taken of(@Nullable SentMutation mutation) {
			return (mutation != null) ? new Taken(mutation, null) : null;
		}

	}

	/**
	 * One moment.
	 */
	private record Snapshot(@Nullable String checkpoint, ModelEntries entries, @Nullable Set<String> members,
			Map<String, ModelEntries> visible) {

		Snapshot(@Nullable String checkpoint, ModelEntries entries, @Nullable Set<String> members) {
			this(checkpoint, entries, members, new HashMap<>());
		}

		ModelEntries visibleTo(String userId) {
			return this.visible.computeIfAbsent(userId, this.entries::visibleTo);
		}

	}

}
