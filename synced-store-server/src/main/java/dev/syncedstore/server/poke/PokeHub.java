package dev.syncedstore.server.poke;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.SchemaVersions;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.CommittedBatch;

/**
 * Tells subscribers what is committed to their spaces, whatever the transport: to each
 * what it may see, in order, beginning with the position of the space when the
 * subscription took effect. Thread-safe; made once per node.
 * <p>
 * It starts no threads. What it does on the thread that commits is to put the commit
 * aside; everything else runs on the executors of its {@link PokeParts}, and what time
 * brings about happens in {@link #tick()}.
 */
public final class PokeHub implements CommitListener {

	private static final PokeHandle ENDED = () -> {
	};

	private final PokeParts parts;

	private final SpaceChannel.Tools tools;

	private final ConcurrentMap<SpaceId, SpaceChannel> channels = new ConcurrentHashMap<>();

	private final AtomicInteger subscriptions = new AtomicInteger();

	/**
	 * Create a hub.
	 * @param parts what it works with
	 */
	public PokeHub(PokeParts parts) {
		this.parts = parts;
		this.tools = new SpaceChannel.Tools(parts, new PokeWriter(parts.serializer()), new LogReads(parts),
				new AtomicLong());
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
		int supported = SchemaVersions.current(space.storeType());
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
		SpaceChannel channel = this.channels.get(batch.space());
		if (channel != null) {
			channel.post(new Inbox.Committed(batch));
		}
	}

	/**
	 * Do what time brings about: tell those that are idle where their spaces are, ask
	 * again who may open them, try again what failed. To be called about every second, by
	 * one thread at a time; it does not block.
	 */
	public void tick() {
		long now = this.parts.clock().millis();
		this.channels.values().forEach((channel) -> channel.tick(now));
	}

	/**
	 * How many subscriptions there are.
	 * @return their number
	 */
	public int subscriptions() {
		return this.subscriptions.get();
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
