package dev.syncedstore.server.member;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Member;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.access.AccessDecisions.Access;
import dev.syncedstore.server.access.SpaceMembership;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which space, as this node knows from the commits that it has made or read.
 * What it holds of a space is exact for one version. A commit that continues from there
 * brings it forward; one that doesn't makes it forget the space, until somebody asks.
 * Made once per node; thread-safe.
 */
public final class MemberDirectory implements SpaceMembership {

	/** About what a hundred megabytes hold. */
	private static final int MAX_WEIGHT = 500_000;

	private static final long LONG_AGO = Long.MIN_VALUE / 2;

	private final MembershipRules rules;

	private final VersionLog log;

	private final SpaceState state;

	private final Clock clock;

	private final long recheckMillis;

	private final Map<SpaceId, Known> spaces = new LinkedHashMap<>(16, 0.75f, true);

	private int weight;

	/** Counts what has passed by of spaces that were not known. */
	private long missed;

	/**
	 * Create a directory.
	 * @param rules say what members may do
	 * @param log where spaces are kept
	 * @param codecs reads members
	 * @param recheck how long it is believed that no other node has changed a space that
	 * this one hears nothing of
	 * @param clock the time
	 */
	public MemberDirectory(MembershipRules rules, VersionLog log, ValueCodecs codecs, Duration recheck, Clock clock) {
		this.rules = rules;
		this.log = log;
		this.state = new SpaceState(codecs);
		this.recheckMillis = recheck.toMillis();
		this.clock = clock;
	}

	@Override
	public boolean manages(SpaceId space) {
		return this.rules.manages(space);
	}

	@Override
	public boolean allows(SpaceId space, String userId, SpaceOperation operation) {
		Known known = get(space);
		// Whoever was let in on another node is in at once.
		if (known != null && known.isFresh(this.clock.millis(), this.recheckMillis) && !known.head.deleted()
				&& allows(known, space, userId, operation)) {
			return true;
		}
		return allows(load(space), space, userId, operation);
	}

	@Override
	public Access allowsAfter(SpaceId space, String userId, String epoch, long version) {
		Known known = get(space);
		if (known == null || !known.head.epoch().equals(epoch) || known.head.version() < version) {
			return Access.UNKNOWN;
		}
		return allows(known, space, userId, SpaceOperation.OPEN) ? Access.ALLOWED : Access.DENIED;
	}

	@Override
	public void committed(CommittedBatch batch) {
		SpaceId space = batch.space();
		if (!manages(space)) {
			return;
		}
		synchronized (this.spaces) {
			Known known = this.spaces.get(space);
			if (known == null) {
				this.missed++;
				if (batch.minVersion() == 1 && batch.head().exists()) {
					put(space, new Known(batch.head(), new HashMap<>(), false, this.clock.millis()).after(batch,
							this.state, this.clock.millis()));
				}
			}
			else if (known.continuesWith(batch)) {
				put(space, known.after(batch, this.state, this.clock.millis()));
			}
			else if (!known.covers(batch.head())) {
				remove(space);
			}
		}
	}

	@Override
	public void heard(SpaceId space, String epoch, long version) {
		if (!manages(space)) {
			return;
		}
		synchronized (this.spaces) {
			Known known = this.spaces.get(space);
			if (known == null) {
				this.missed++;
			}
			else if (!(known.head.epoch().equals(epoch) && known.head.version() >= version)) {
				// What the commit did may come, so what is known is kept.
				known.checkedAt = LONG_AGO;
			}
		}
	}

	private boolean allows(Known known, SpaceId space, String userId, SpaceOperation operation) {
		if (known.head.deleted()) {
			// All may know that.
			return true;
		}
		return known.created ? this.rules.allows(known.members.get(userId), operation)
				: this.rules.mayCreate(space, userId);
	}

	private @Nullable Known get(SpaceId space) {
		synchronized (this.spaces) {
			return this.spaces.get(space);
		}
	}

	private Known load(SpaceId space) {
		long now = this.clock.millis();
		long missedBefore;
		synchronized (this.spaces) {
			missedBefore = this.missed;
		}
		Known loaded = this.log.read(space, (snapshot) -> read(snapshot, now));
		synchronized (this.spaces) {
			Known known = this.spaces.get(space);
			if (known != null && known.covers(loaded.head)) {
				known.checkedAt = Math.max(known.checkedAt, now);
				return known;
			}
			if (this.missed != missedBefore) {
				// It may have been of this space, and later than what was read.
				loaded.checkedAt = LONG_AGO;
			}
			put(space, loaded);
			return loaded;
		}
	}

	private Known read(SpaceSnapshot snapshot, long now) {
		SpaceHead head = snapshot.head();
		if (!head.isAlive()) {
			return new Known(head, new HashMap<>(), false, now);
		}
		Map<String, Member> members = this.state.members(snapshot.entries());
		return new Known(head, new HashMap<>(members), !members.isEmpty() || this.state.isCreated(snapshot.entries()),
				now);
	}

	private void put(SpaceId space, Known known) {
		remove(space);
		this.spaces.put(space, known);
		this.weight += known.weight();
		Iterator<Known> eldest = this.spaces.values().iterator();
		while (this.weight > MAX_WEIGHT && eldest.hasNext()) {
			this.weight -= eldest.next().weight();
			eldest.remove();
		}
	}

	private void remove(SpaceId space) {
		Known removed = this.spaces.remove(space);
		if (removed != null) {
			this.weight -= removed.weight();
		}
	}

	/**
	 * What is known of a space. Only the time changes.
	 */
	private static final class Known {

		private final SpaceHead head;

		private final HashMap<String, Member> members;

		private final boolean created;

		/** When the database said, or had said itself, that this is the newest. */
		private volatile long checkedAt;

		Known(SpaceHead head, HashMap<String, Member> members, boolean created, long checkedAt) {
			this.head = head;
			this.members = members;
			this.created = created;
			this.checkedAt = checkedAt;
		}

		boolean isFresh(long now, long recheckMillis) {
			return now - this.checkedAt < recheckMillis;
		}

		boolean continuesWith(CommittedBatch batch) {
			return this.head.epoch().equals(batch.head().epoch()) && batch.minVersion() <= this.head.version() + 1
					&& batch.head().version() > this.head.version();
		}

		/** Whether this is of the same moment as a head, or of a later one. */
		boolean covers(SpaceHead other) {
			return this.head.epoch().equals(other.epoch()) && this.head.version() >= other.version();
		}

		Known after(CommittedBatch batch, SpaceState state, long now) {
			boolean ofUsers = batch.patches().stream().anyMatch((patch) -> state.isOfUser(patch.key()));
			HashMap<String, Member> after = ofUsers ? new HashMap<>(this.members) : this.members;
			if (ofUsers) {
				for (Patch patch : batch.patches()) {
					state.changed(patch.key(), patch.value(), after);
				}
			}
			return new Known(batch.head(), after, this.created || !batch.patches().isEmpty(), now);
		}

		int weight() {
			return 1 + this.members.size();
		}

	}

}
