package dev.syncedstore.server.poke;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.CommittedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Tells subscribers what is committed to their spaces, whatever the transport: to each
 * what it may see, in order, beginning with the position of the space when the
 * subscription took effect. Thread-safe; made once per node.
 * <p>
 * It starts no threads. On the thread that commits it tells at most a few subscribers, if
 * the executor of its {@link PokeParts} lends itself to that, and waits for nobody;
 * everything else runs on those executors, and what time brings about happens in
 * {@link #tick()}.
 */
public final class PokeHub implements CommitListener {

	private static final PokeHandle ENDED = () -> {
	};

	private final PokeParts parts;

	private final SpaceChannel.Tools tools;

	private final DeltaReads deltas;

	private final LogReads reads;

	private final HeadReview headReview;

	private final ConcurrentMap<SpaceId, SpaceChannel> channels = new ConcurrentHashMap<>();

	private final AtomicInteger subscriptions = new AtomicInteger();

	/**
	 * Create a hub.
	 * @param parts what it works with
	 */
	public PokeHub(PokeParts parts) {
		this.parts = parts;
		this.deltas = new DeltaReads(parts);
		this.headReview = new HeadReview(parts, this.channels);
		this.reads = new LogReads(parts);
		this.tools = new SpaceChannel.Tools(parts, new PokeWriter(parts.serializer()), this.reads, this.deltas);
	}

	/**
	 * Say who brings spaces to this node's version of their schema that somebody
	 * subscribes to. Nobody, if not given: then whoever pulls or pushes does.
	 * @param migrations is told of such spaces, on a thread that it must not hold up
	 */
	public void migrations(Consumer<SpaceId> migrations) {
		this.reads.migrations(migrations);
	}

	/**
	 * Begin a subscription. Whether it is accepted is told to the receiver, on the
	 * calling thread or later on another: its first message is the empty range at a
	 * version that was read from the database after this call, so that nothing is missed.
	 * @param subscription who wants to hear of what
	 * @param receiver gets the messages
	 * @return ends the subscription
	 */
	public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
		SpaceId space = subscription.space();
		if (!this.parts.storeTypes().contains(space.storeType())) {
			receiver.ended(ProblemCode.UNKNOWN_STORE_TYPE, "There is no store type " + space.storeType());
			return ENDED;
		}
		int supported = this.parts.schemaVersions().applyAsInt(space.storeType());
		if (subscription.schemaVersion() != supported) {
			receiver.ended(ProblemCode.SCHEMA_VERSION_NOT_SUPPORTED, "The client's schema version "
					+ subscription.schemaVersion() + " is not supported: the server has " + supported);
			return ENDED;
		}
		Member member = new Member(subscription, receiver);
		SpaceChannel channel = this.channels.compute(space, (key, existing) -> {
			SpaceChannel joined = (existing != null) ? existing : new SpaceChannel(key, this.tools, this::memberEnded);
			joined.subscriptions++;
			return joined;
		});
		this.subscriptions.incrementAndGet();
		channel.post(new Inbox.Joined(member));
		return () -> {
			if (memberEnded(channel, member)) {
				channel.post(new Inbox.Left(member));
			}
		};
	}

	@Override
	public void committed(CommittedBatch batch) {
		this.parts.access().committed(batch);
		SpaceChannel channel = this.channels.get(batch.space());
		if (channel != null) {
			channel.committed(batch);
		}
	}

	/**
	 * Another node has changed a space. What it did is read from the log, if somebody
	 * subscribes to the space and has not been told yet. Does not block; may come late,
	 * early, again, or out of order.
	 * @param space the space
	 * @param epoch its epoch
	 * @param version the version it has reached
	 */
	public void heard(SpaceId space, String epoch, long version) {
		this.parts.access().committed(space, epoch, version);
		SpaceChannel channel = this.channels.get(space);
		if (channel != null) {
			channel.heard(new CatchUp.Position(epoch, version));
		}
	}

	/**
	 * What users may do has changed: what was decided before counts no more, and those
	 * who subscribe are asked about at once. Does not block.
	 * @param space where, or {@code null} for everywhere
	 * @param userId whose, or {@code null} for everybody's
	 */
	public void accessChanged(@Nullable SpaceId space, @Nullable String userId) {
		this.parts.access().changed(space, userId);
		if (space == null) {
			this.channels.values().forEach((channel) -> channel.accessChanged(userId));
			return;
		}
		SpaceChannel channel = this.channels.get(space);
		if (channel != null) {
			channel.accessChanged(userId);
		}
	}

	/**
	 * Ask the log, by one query, where all spaces are that somebody subscribes to, and
	 * tell what was missed. Does not block; while a query is under way, one more follows
	 * it, however often this is called.
	 */
	public void review() {
		this.headReview.begin();
	}

	/**
	 * How many times the log was read for what another node had committed.
	 * @return the number since the start
	 */
	public long deltasRead() {
		return this.deltas.count();
	}

	/**
	 * Do what time brings about: tell those that are idle where their spaces are, ask
	 * again who may open them, try again what failed. To be called about every second, by
	 * one thread at a time; it does not block.
	 */
	public void tick() {
		long now = this.parts.clock().millis();
		this.parts.access().tick();
		this.channels.values().forEach((channel) -> channel.tick(now));
	}

	/**
	 * How many subscriptions there are.
	 * @return their number
	 */
	public int subscriptions() {
		return this.subscriptions.get();
	}

	/**
	 * How many spaces somebody subscribes to.
	 * @return their number
	 */
	public int spaces() {
		return this.channels.size();
	}

	private boolean memberEnded(SpaceChannel channel, Member member) {
		if (!member.end()) {
			return false;
		}
		this.subscriptions.decrementAndGet();
		this.channels.computeIfPresent(channel.space(), (space, current) -> {
			if (current != channel) {
				return current;
			}
			channel.subscriptions--;
			return (channel.subscriptions > 0) ? channel : null;
		});
		return true;
	}

}
