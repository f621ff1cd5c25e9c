package dev.syncedstore.server.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.CommittedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@link SpaceAccessPolicy} has decided, kept for a moment. Made once per node;
 * thread-safe.
 * <p>
 * The rule that everything here serves: <em>what a commit has written is sent to a user
 * only on a decision that began after that commit.</em> A policy that reads what is
 * committed, be it entries of the space or the application's own tables, written in the
 * same transaction, therefore never lets a removed user see anything of the commit that
 * removed them. To keep the rule, decisions about a space are forgotten with each of its
 * commits that this node gets to know of; who sends something of a commit makes it known
 * first.
 * <p>
 * Only permissions are kept, for at most the recheck time. A denial is asked for again
 * each time, so that whoever is let in is in at once.
 */
public final class AccessDecisions {

	private static final Logger logger = LoggerFactory.getLogger(AccessDecisions.class);

	private static final long WARNING_MILLIS = Duration.ofSeconds(10).toMillis();

	private static final long SWEEP_MILLIS = Duration.ofSeconds(10).toMillis();

	private final SpaceAccessPolicy policy;

	private final @Nullable SpaceMembership membership;

	private final long recheckMillis;

	private final Executor executor;

	private final Clock clock;

	private final ConcurrentMap<SpaceId, SpacePermissions> permissions = new ConcurrentHashMap<>();

	private final Queue<Runnable> urgent = new ConcurrentLinkedQueue<>();

	private final Queue<Runnable> patient = new ConcurrentLinkedQueue<>();

	private final AtomicLong warnedAt = new AtomicLong();

	private final AtomicLong sweptAt = new AtomicLong();

	/**
	 * Create it.
	 * @param policy decides
	 * @param recheck how long a permission is believed
	 * @param executor asks the policy where the caller must not wait; may refuse work
	 * @param clock the time
	 */
	public AccessDecisions(SpaceAccessPolicy policy, Duration recheck, Executor executor, Clock clock) {
		this(policy, null, recheck, executor, clock);
	}

	private AccessDecisions(SpaceAccessPolicy policy, @Nullable SpaceMembership membership, Duration recheck,
			Executor executor, Clock clock) {
		this.policy = policy;
		this.membership = membership;
		this.recheckMillis = recheck.toMillis();
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * Decisions that are never kept, made on the thread that asks.
	 * @param policy decides
	 * @return the decisions
	 */
	public static AccessDecisions immediate(SpaceAccessPolicy policy) {
		return new AccessDecisions(policy, Duration.ZERO, Runnable::run, Clock.systemUTC());
	}

	/**
	 * The same, but that some spaces have members.
	 * @param membership decides about these spaces, in place of the policy
	 * @return other decisions
	 */
	public AccessDecisions with(SpaceMembership membership) {
		return new AccessDecisions(this.policy, membership, Duration.ofMillis(this.recheckMillis), this.executor,
				this.clock);
	}

	/**
	 * Whether there is nothing to decide.
	 * @param space the space
	 * @return {@code true} if every user may do everything there
	 */
	public boolean everybodyMay(SpaceId space) {
		return this.policy == SpaceAccessPolicy.ANY_AUTHENTICATED && !hasMembers(space);
	}

	/**
	 * Whether a space has members, who are followed commit by commit.
	 * @param space the space
	 * @return {@code false} if the policy decides
	 */
	public boolean hasMembers(SpaceId space) {
		return this.membership != null && this.membership.manages(space);
	}

	/**
	 * What is known, without asking, of whether a user may open a space that has members,
	 * as it is after a commit or a later one.
	 * @param space the space
	 * @param userId the user
	 * @param epoch the space's epoch
	 * @param version the last version of the commit
	 * @return unknown if it has to be asked for
	 */
	public Access knownAfter(SpaceId space, String userId, String epoch, long version) {
		return (this.membership != null && this.membership.manages(space))
				? this.membership.allowsAfter(space, userId, epoch, version) : Access.UNKNOWN;
	}

	/**
	 * How long a permission is believed.
	 * @return the time in milliseconds
	 */
	public long recheckMillis() {
		return this.recheckMillis;
	}

	/**
	 * Whether a user may do something. Asks the policy on the calling thread, unless a
	 * permission is known.
	 * @param space the space
	 * @param userId the user
	 * @param operation what the user wants to do
	 * @return whether the user may
	 * @throws RuntimeException if the policy fails
	 */
	public boolean allows(SpaceId space, String userId, SpaceOperation operation) {
		if (this.membership != null && this.membership.manages(space)) {
			return this.membership.allows(space, userId, operation);
		}
		if (everybodyMay(space)) {
			return true;
		}
		SpacePermissions known = of(space);
		long now = this.clock.millis();
		return known.has(userId, operation, now) || decide(known, space, userId, operation);
	}

	/**
	 * Whether a permission to open a space is known, without asking the policy.
	 * @param space the space
	 * @param userId the user
	 * @return {@code false} if the policy has to be asked
	 */
	public boolean isKnownToAllow(SpaceId space, String userId) {
		SpacePermissions known = this.permissions.get(space);
		return everybodyMay(space) || (known != null && known.has(userId, SpaceOperation.OPEN, this.clock.millis()));
	}

	/**
	 * Whether a permission to open a space is known that was given after a commit.
	 * @param space the space
	 * @param userId the user
	 * @param epoch the space's epoch
	 * @param version the last version of the commit
	 * @return {@code false} if the policy has to be asked before anything of the commit
	 * is sent to the user
	 */
	public boolean isKnownToAllowAfter(SpaceId space, String userId, String epoch, long version) {
		if (this.membership != null && this.membership.manages(space)) {
			this.membership.heard(space, epoch, version);
			return knownAfter(space, userId, epoch, version) == Access.ALLOWED;
		}
		if (this.recheckMillis > 0) {
			this.permissions.compute(space,
					(key, known) -> ((known != null) ? known : new SpacePermissions(this.recheckMillis)).after(epoch,
							version));
		}
		return isKnownToAllow(space, userId);
	}

	/**
	 * Ask the policy whether a user may open a space, after this call has begun. Does not
	 * wait for the answer.
	 * @param space the space
	 * @param userId the user
	 * @param urgency whether something waits to be sent
	 * @param answer gets the decision, on another thread or, if no thread may be had, on
	 * this one
	 */
	public void ask(SpaceId space, String userId, Urgency urgency, Consumer<Access> answer) {
		Runnable question = () -> answer.accept(decide(space, userId));
		((urgency == Urgency.NOW) ? this.urgent : this.patient).add(question);
		try {
			this.executor.execute(this::answerNext);
		}
		catch (RejectedExecutionException ex) {
			if (this.urgent.remove(question) || this.patient.remove(question)) {
				answer.accept(Access.UNKNOWN);
			}
		}
	}

	private void answerNext() {
		Runnable question = this.urgent.poll();
		if (question == null) {
			question = this.patient.poll();
		}
		if (question != null) {
			question.run();
		}
	}

	/**
	 * A commit is known of: what was decided about its space before counts no more. To be
	 * called before anything of the commit is sent, and before its callers are answered.
	 * @param space the space
	 * @param epoch its epoch
	 * @param version the last version of the commit
	 */
	public void committed(SpaceId space, String epoch, long version) {
		if (this.membership != null) {
			this.membership.heard(space, epoch, version);
		}
		this.permissions.computeIfPresent(space, (key, known) -> known.after(epoch, version));
	}

	/**
	 * A commit is known of, with all that it did: as
	 * {@link #committed(SpaceId, String, long)}.
	 * @param batch what it did
	 */
	public void committed(CommittedBatch batch) {
		if (this.membership != null) {
			this.membership.committed(batch);
		}
		committed(batch.space(), batch.head().epoch(), batch.head().version());
	}

	/**
	 * What users may do has changed for another reason: what was decided before counts no
	 * more.
	 * @param space where, or {@code null} for everywhere
	 * @param userId whose, or {@code null} for everybody's
	 */
	public void changed(@Nullable SpaceId space, @Nullable String userId) {
		if (space != null) {
			this.permissions.computeIfPresent(space, (key, known) -> known.without(userId));
		}
		else {
			this.permissions.replaceAll((key, known) -> known.without(userId));
		}
	}

	/**
	 * Forget what is too old to be believed. To be called every second or so.
	 */
	public void tick() {
		long now = this.clock.millis();
		if (now - this.sweptAt.get() >= SWEEP_MILLIS) {
			this.sweptAt.set(now);
			this.permissions.values().removeIf((known) -> known.isObsolete(now));
		}
	}

	private SpacePermissions of(SpaceId space) {
		return (this.recheckMillis > 0)
				? this.permissions.computeIfAbsent(space, (key) -> new SpacePermissions(this.recheckMillis))
				: new SpacePermissions(0);
	}

	/**
	 * What was known when the question came is what gets the answer: if a commit or a
	 * change comes in between, that is not what is known any more.
	 */
	private boolean decide(SpacePermissions known, SpaceId space, String userId, SpaceOperation operation) {
		long began = this.clock.millis();
		boolean allowed = this.policy.allows(space, userId, operation);
		known.decided(userId, operation, allowed, began);
		return allowed;
	}

	private Access decide(SpaceId space, String userId) {
		try {
			boolean allowed = (this.membership != null && this.membership.manages(space))
					? this.membership.allows(space, userId, SpaceOperation.OPEN)
					: decide(of(space), space, userId, SpaceOperation.OPEN);
			return allowed ? Access.ALLOWED : Access.DENIED;
		}
		catch (RuntimeException ex) {
			warn(space, ex);
			return Access.UNKNOWN;
		}
	}

	/** A failure that lasts hits every subscriber, every second. */
	private void warn(SpaceId space, RuntimeException failure) {
		long now = this.clock.millis();
		long before = this.warnedAt.get();
		if (now - before >= WARNING_MILLIS && this.warnedAt.compareAndSet(before, now)) {
			logger.warn("The SpaceAccessPolicy failed for space {}: nobody it was asked about gets anything until it "
					+ "answers", space, failure);
		}
	}

	/**
	 * What the policy says.
	 */
	public enum Access {

		/** Yes. */
		ALLOWED,

		/** No. */
		DENIED,

		/** Nothing: it failed. */
		UNKNOWN

	}

	/**
	 * How soon an answer is needed.
	 */
	public enum Urgency {

		/** Something waits to be sent. */
		NOW,

		/** It is only checked that nothing has changed. */
		WHEN_IDLE

	}

}
