package dev.syncedstore.client.sync;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.codec.MalformedMessageException;
import dev.syncedstore.core.protocol.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the connection that brings pokes, and makes a new one when it breaks. Used on the
 * scheduler alone.
 */
final class PokeLink {

	private static final Logger logger = LoggerFactory.getLogger(PokeLink.class);

	private final SyncLoop loop;

	private final Gate gate;

	private final Timer silence;

	private @Nullable Attempt attempt;

	private int subscriptions;

	PokeLink(SyncLoop loop) {
		this.loop = loop;
		this.gate = loop.gate(this::connect);
		this.silence = new Timer(loop.environment().scheduler());
	}

	Gate gate() {
		return this.gate;
	}

	/**
	 * Whether pokes come through, as far as anybody can tell.
	 * @return {@code true} if the client has subscribed
	 */
	boolean isLive() {
		return this.attempt != null && this.attempt.connected;
	}

	/**
	 * Whether the server has sent something for the subscription.
	 * @return {@code false} as long as it may yet be refused
	 */
	boolean isSubscribed() {
		return this.attempt != null && this.attempt.subscribed;
	}

	void connect() {
		if (!this.loop.isOnline() || this.attempt != null || !this.gate.isOpen()) {
			return;
		}
		Attempt started = new Attempt();
		this.attempt = started;
		listenForSilence();
		SyncEnvironment environment = this.loop.environment();
		CompletableFuture.completedFuture(environment)
			.thenCompose((ready) -> ready.credentials().headers())
			.whenComplete((headers, failure) -> environment.scheduler().execute(() -> {
				if (headers == null) {
					started.closed("There are no credentials: " + failure);
				}
				else if (started.isCurrent()) {
					open(started, headers);
				}
			}));
	}

	/** Subscribe under the client's new id. */
	void resubscribe() {
		Attempt current = this.attempt;
		if (current != null && current.connected && current.connection != null) {
			current.connection.unsubscribe(current.subscriptionId);
			this.loop.inbox().unsubscribed();
			subscribe(current);
		}
	}

	void stop() {
		this.gate.reset();
		drop();
	}

	/** The machine has slept, and nobody knows what became of the connection. */
	void renew() {
		Attempt current = this.attempt;
		if (current != null && current.connection != null) {
			current.connection.abandon();
			current.connection = null;
		}
		stop();
		connect();
	}

	private void open(Attempt started, Map<String, String> headers) {
		try {
			started.connection = this.loop.environment().transport().connect(headers, started);
		}
		catch (RuntimeException ex) {
			started.closed(ex.toString());
		}
	}

	private void subscribe(Attempt current) {
		ClientState now = this.loop.store().state();
		current.subscriptionId = Integer.toString(this.subscriptions++);
		current.subscribed = false;
		if (current.connection != null) {
			current.connection.subscribe(current.subscriptionId, "/spaces/" + this.loop.settings().space(),
					Map.of("client-id", now.clientId(), "schema-version",
							Integer.toString(this.loop.settings().schemaVersion())));
		}
		listenForSilence();
	}

	private void listenForSilence() {
		this.silence.start(this.loop.timings().silence(), () -> {
			logger.debug("The server has sent nothing for {}", this.loop.timings().silence());
			broken();
		});
	}

	private void received(Attempt current, String code, String body) {
		if (!code.isEmpty()) {
			refused(code);
			return;
		}
		listenForSilence();
		this.gate.succeeded();
		if (!current.subscribed) {
			current.subscribed = true;
			this.loop.tellWhetherConnected();
		}
		try {
			this.loop.poked(this.loop.codec().readDelta(body));
		}
		catch (MalformedMessageException ex) {
			logger.warn("The server sent a poke that can't be understood: {}", ex.getMessage());
			this.loop.puller().request();
		}
	}

	/** The pull that follows finds out the details, with a problem of its own. */
	private void refused(String code) {
		logger.debug("The subscription was ended: {}", code);
		if (code.equals(ProblemCode.CLIENT_OF_ANOTHER_USER.code())) {
			this.loop.becomeAnotherClient(this.loop.store().state().local().processedId());
		}
		if (code.equals(ProblemCode.ACCESS_DENIED.code()) || code.equals(ProblemCode.SPACE_DELETED.code())) {
			drop();
			this.gate.hold(this.loop.timings().deniedRetry());
			this.loop.linkLost();
		}
		else {
			broken();
		}
	}

	private void drop() {
		Attempt current = this.attempt;
		this.attempt = null;
		this.silence.stop();
		this.loop.inbox().unsubscribed();
		if (current != null && current.connection != null) {
			current.connection.close();
		}
	}

	private void broken() {
		boolean wasLive = isLive();
		drop();
		this.gate.retryLater();
		if (wasLive) {
			this.loop.linkLost();
		}
	}

	/**
	 * One connection, from the attempt on.
	 */
	private final class Attempt implements PokeConnectionListener {

		private @Nullable PokeConnection connection;

		private boolean connected;

		private boolean subscribed;

		private String subscriptionId = "";

		boolean isCurrent() {
			return PokeLink.this.attempt == this;
		}

		@Override
		public void connected() {
			onScheduler(() -> {
				this.connected = true;
				subscribe(this);
				PokeLink.this.loop.linkConnected();
			});
		}

		@Override
		public void message(String subscription, Map<String, String> headers, String body) {
			onScheduler(() -> {
				if (subscription.equals(this.subscriptionId)) {
					received(this, headers.getOrDefault("code", ""), body);
				}
			});
		}

		@Override
		public void closed(String reason) {
			onScheduler(() -> {
				logger.debug("The connection for pokes is closed: {}", reason);
				this.connection = null;
				broken();
			});
		}

		private void onScheduler(Runnable step) {
			PokeLink.this.loop.environment().scheduler().execute(() -> {
				if (isCurrent()) {
					step.run();
				}
			});
		}

	}

}
