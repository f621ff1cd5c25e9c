package dev.syncedstore.server.poke.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.access.Identity;
import dev.syncedstore.server.poke.PokeSubscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.BufferingStompDecoder;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompDecoder;

/**
 * One client's connection, as STOMP sees it. Texts arrive on one thread at a time;
 * everything else may be called by any thread.
 */
final class StompConnection {

	private static final Logger logger = LoggerFactory.getLogger(StompConnection.class);

	private static final int MAX_FRAME_BYTES = 64 * 1024;

	private static final int MAX_ID_LENGTH = 256;

	private static final long MAX_CONNECT_MILLIS = Duration.ofSeconds(10).toMillis();

	private final String id;

	private final Handshake handshake;

	private final Outbox outbox;

	private final ConnectionParts parts;

	private final StompEndpoint.Shares shares;

	private final BufferingStompDecoder decoder = new BufferingStompDecoder(new StompDecoder(), MAX_FRAME_BYTES);

	private final ConcurrentMap<String, StompSubscription> subscriptions = new ConcurrentHashMap<>();

	private final long openedAt;

	private volatile long lastHeardAt;

	private volatile HeartBeats heartBeats = HeartBeats.NONE;

	private volatile @Nullable ConnectUser user;

	private volatile boolean done;

	/** The user who has been charged for this connection. */
	private @Nullable String entered;

	private boolean left;

	StompConnection(String id, Handshake handshake, TextChannel channel, Node node) {
		this.id = id;
		this.handshake = handshake;
		this.parts = node.parts;
		this.shares = node.shares;
		this.outbox = new Outbox(channel, this.parts.clock(), this.parts.observer()::overflowed);
		this.openedAt = this.parts.clock().millis();
		this.lastHeardAt = this.openedAt;
	}

	/**
	 * A text has come: a heart-beat, a frame, several or a part of one.
	 */
	void received(String text) {
		if (this.done) {
			return;
		}
		this.lastHeardAt = this.parts.clock().millis();
		try {
			List<Message<byte[]>> messages = this.decoder
				.decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
			for (Message<byte[]> message : messages) {
				StompFrame frame = StompFrame.of(message);
				if (frame != null && !this.done) {
					handle(frame);
				}
			}
		}
		catch (StompViolationException ex) {
			fail(ProblemCode.INVALID_REQUEST.code(), String.valueOf(ex.getMessage()), CloseStatus.VIOLATION);
		}
		catch (RuntimeException ex) {
			// The decoder complains in many ways about what is no STOMP.
			logger.debug("A STOMP frame could not be handled", ex);
			fail(ProblemCode.INVALID_REQUEST.code(), "The frame is not STOMP 1.2", CloseStatus.VIOLATION);
		}
	}

	private void handle(StompFrame frame) {
		StompCommand command = frame.command();
		boolean connecting = command == StompCommand.CONNECT || command == StompCommand.STOMP;
		ConnectUser known = this.user;
		if (connecting) {
			if (known != null) {
				throw new StompViolationException("The connection is connected already");
			}
			connect(frame);
			return;
		}
		if (known == null || !(known.identity() instanceof Identity.User identified)) {
			throw new StompViolationException("The first frame must be CONNECT");
		}
		switch (command) {
			case SUBSCRIBE -> subscribe(frame, identified.userId());
			case UNSUBSCRIBE -> unsubscribe(required(frame, "id"));
			case DISCONNECT -> this.done = true;
			case ACK, NACK, BEGIN, COMMIT, ABORT ->
				logger.debug("{} has no meaning where nothing is acknowledged", command);
			case SEND -> throw new StompViolationException("Nothing can be sent here: mutations are pushed by HTTP");
			default -> throw new StompViolationException(command + " is not a client's frame");
		}
		String receipt = frame.header("receipt");
		if (receipt != null) {
			this.outbox.add(StompFrames.receipt(receipt));
		}
		if (this.done) {
			endSubscriptions();
			this.outbox.closeWhenEmpty(CloseStatus.DISCONNECTED);
		}
	}

	private void connect(StompFrame frame) {
		String versions = frame.header("accept-version");
		if (versions == null || !List.of(versions.split(",")).contains("1.2")) {
			throw new StompViolationException("accept-version must include 1.2");
		}
		HeartBeats agreed;
		try {
			agreed = HeartBeats.agree(frame.header("heart-beat"));
		}
		catch (IllegalArgumentException ex) {
			throw new StompViolationException(String.valueOf(ex.getMessage()));
		}
		ConnectUser connected;
		try {
			connected = ConnectUser.of(this.handshake, frame, this.parts);
		}
		catch (RuntimeException ex) {
			logger.warn("The user of a connection could not be found out", ex);
			fail(ProblemCode.UNAVAILABLE.code(), "The user could not be found out: try again later",
					CloseStatus.FAILED);
			return;
		}
		if (connected.identity() instanceof Identity.Nobody nobody) {
			fail(ProblemCode.UNAUTHENTICATED.code(), nobody.detail(), CloseStatus.UNAUTHENTICATED);
		}
		else if (connected.identity() instanceof Identity.Unusable unusable) {
			fail(ProblemCode.ACCESS_DENIED.code(), unusable.detail(), CloseStatus.UNAUTHENTICATED);
		}
		else if (!enter(((Identity.User) connected.identity()).userId())) {
			fail(ProblemCode.TOO_MANY_REQUESTS.code(),
					"The user has " + this.shares.connections().perUser()
							+ " connections already: close one, or use one for several subscriptions",
					CloseStatus.TOO_MANY);
		}
		else {
			this.user = connected;
			this.heartBeats = agreed;
			this.outbox.add(StompFrames.connected(this.id, HeartBeats.SERVER_MILLIS));
		}
	}

	/** Take one of the user's connections; given back at the end. */
	private synchronized boolean enter(String userId) {
		if (this.left || !this.shares.connections().take(userId)) {
			return false;
		}
		this.entered = userId;
		return true;
	}

	private synchronized void leave() {
		this.left = true;
		if (this.entered != null) {
			this.shares.connections().giveBack(this.entered);
			this.entered = null;
		}
	}

	private void subscribe(StompFrame frame, String userId) {
		String subscriptionId = required(frame, "id");
		String destination = required(frame, "destination");
		if (subscriptionId.length() > MAX_ID_LENGTH) {
			throw new StompViolationException("The id of a subscription has at most " + MAX_ID_LENGTH + " characters");
		}
		StompSubscription subscription = new StompSubscription(subscriptionId, destination, this.outbox,
				(ended) -> this.subscriptions.remove(ended.id(), ended));
		if (this.subscriptions.putIfAbsent(subscriptionId, subscription) != null) {
			throw new StompViolationException("There is a subscription with the id " + subscriptionId + " already");
		}
		if (!this.shares.subscriptions().take(userId)) {
			subscription.ended(ProblemCode.TOO_MANY_REQUESTS, "The user has " + this.shares.subscriptions().perUser()
					+ " subscriptions already: end one before the next");
			return;
		}
		subscription.whenOver(() -> this.shares.subscriptions().giveBack(userId));
		PokeSubscription asked;
		try {
			asked = SubscribeFrame.read(frame, destination, userId);
		}
		catch (IllegalArgumentException ex) {
			subscription.ended(ProblemCode.INVALID_REQUEST, String.valueOf(ex.getMessage()));
			return;
		}
		compareMutators(frame.header("mutators-hash"), asked, subscription);
		subscription.started(this.parts.hub().subscribe(asked, subscription));
		if (this.done) {
			endSubscriptions();
		}
	}

	/** A page that was loaded before the last deployment goes on, but should know. */
	private void compareMutators(@Nullable String hash, PokeSubscription asked, StompSubscription subscription) {
		String served = (hash != null) ? this.parts.mutators().hash(asked.space().storeType()) : null;
		if (served != null && !served.equals(hash)) {
			this.outbox.add(StompFrames.mutators(subscription.id(), subscription.destination(), served));
		}
	}

	private void unsubscribe(String subscriptionId) {
		StompSubscription subscription = this.subscriptions.remove(subscriptionId);
		if (subscription != null) {
			subscription.close();
		}
	}

	private static String required(StompFrame frame, String header) {
		String value = frame.header(header);
		if (value == null || value.isEmpty()) {
			throw new StompViolationException(frame.command() + " must have the header " + header);
		}
		return value;
	}

	private void fail(String code, String detail, CloseStatus status) {
		this.done = true;
		endSubscriptions();
		this.outbox.add(StompFrames.error(code, detail));
		this.outbox.closeWhenEmpty(status);
	}

	/**
	 * Time has passed.
	 */
	void tick(long now) {
		ConnectUser known = this.user;
		if (known == null && now - this.openedAt > MAX_CONNECT_MILLIS) {
			close(CloseStatus.NOT_CONNECTED);
		}
		else if (hasExpired(known, now)) {
			close(CloseStatus.EXPIRED);
		}
		else if (this.heartBeats.isSilent(now, this.lastHeardAt)) {
			close(CloseStatus.SILENT);
		}
		else {
			this.outbox.tick(now, this.heartBeats.sendAfterMillis());
		}
	}

	private boolean hasExpired(@Nullable ConnectUser known, long now) {
		Instant expiresAt = (known != null) ? known.expiresAt() : null;
		return this.handshake.sessionHasEnded(now) || (expiresAt != null && expiresAt.toEpochMilli() <= now);
	}

	/**
	 * Whether the connection began with a request of a session.
	 */
	boolean belongsTo(String sessionId) {
		return this.handshake.belongsTo(sessionId);
	}

	/**
	 * Close the connection from this side.
	 */
	void close(CloseStatus status) {
		this.done = true;
		endSubscriptions();
		this.outbox.close(status);
	}

	/**
	 * The connection is closed.
	 */
	void closed() {
		this.done = true;
		this.outbox.abandon();
		endSubscriptions();
		leave();
	}

	private void endSubscriptions() {
		this.subscriptions.keySet().forEach(this::unsubscribe);
	}

	/**
	 * What all connections of a node share.
	 *
	 * @param parts what they work with
	 * @param shares what users have taken
	 */
	record Node(ConnectionParts parts, StompEndpoint.Shares shares) {
	}

}
