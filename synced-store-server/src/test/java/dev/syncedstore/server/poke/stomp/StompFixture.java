package dev.syncedstore.server.poke.stomp;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.access.RequestCredentials;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.UserIdentification;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.poke.HeadsLog;
import dev.syncedstore.server.poke.ManualClock;
import dev.syncedstore.server.poke.ManualExecutor;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * An endpoint on one thread, with a hub behind it.
 */
final class StompFixture {

	static final SpaceId SPACE = new SpaceId("todo", "groceries");

	static final String SUBSCRIBE = "SUBSCRIBE\nid:s1\ndestination:/spaces/todo/groceries\nclient-id:c1\n"
			+ "schema-version:1\n\n\0";

	final ManualClock clock = new ManualClock();

	final ManualExecutor executor = new ManualExecutor();

	final HeadsLog log = new HeadsLog();

	final AtomicInteger overflows = new AtomicInteger();

	final PokeHub hub;

	final StompEndpoint endpoint;

	private int connections;

	private long version;

	@Nullable Instant tokenExpiry;

	StompFixture() {
		PokeObserver observer = new PokeObserver() {

			@Override
			public void overflowed() {
				StompFixture.this.overflows.incrementAndGet();
			}

		};
		this.hub = new PokeHub(
				new PokeParts(this.log, Set.of("todo"), AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED),
						new WireCodec()::writeDelta, this.executor, this.executor, this.clock, observer));
		this.endpoint = new StompEndpoint(
				new ConnectionParts(this.hub, UserIdentification.by(StompFixture::principalName), this::authenticate,
						(principal) -> this.tokenExpiry, this.clock, observer, new ConnectionLimits(3, 1_000),
						(storeType) -> storeType.equals("todo") ? "5e6f" : null));
	}

	private static @Nullable String principalName(RequestCredentials request) {
		Principal principal = request.principal();
		return (principal != null) ? principal.getName() : null;
	}

	private @Nullable Principal authenticate(String authorization) {
		if (authorization.equals("Bearer broken")) {
			throw new IllegalStateException("The key server is away");
		}
		return authorization.startsWith("Bearer of-") ? user(authorization.substring("Bearer of-".length())) : null;
	}

	static Principal user(String name) {
		return () -> name;
	}

	Client anonymous() {
		return new Client(null, null);
	}

	Client of(String user) {
		return new Client(user(user), null);
	}

	Client ofSession(HttpSession session) {
		return new Client(user("alice"), session);
	}

	Client connected(String user) {
		Client client = of(user);
		client.send("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,0\n\n\0");
		return client;
	}

	void commit(String json) {
		this.version++;
		this.log.at(SPACE, this.version);
		this.hub.committed(new CommittedBatch(SPACE, HeadsLog.headAt(this.version), this.version,
				List.of(new Patch("todos/x", new StoredValue(json))), Map.of(), List.of()));
		this.executor.runAll();
	}

	void pass(Duration duration) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.endpoint.tick();
			this.executor.runAll();
		}
	}

	final class Client {

		final ManualChannel channel = new ManualChannel();

		final StompConnection connection;

		private final String id = "connection" + ++StompFixture.this.connections;

		Client(@Nullable Principal principal, @Nullable HttpSession session) {
			this.connection = StompFixture.this.endpoint.opened(this.id,
					new Handshake(principal, new HttpHeaders(), session), this.channel);
		}

		void send(String text) {
			this.connection.received(text);
			StompFixture.this.executor.runAll();
		}

		void vanish() {
			StompFixture.this.endpoint.closed(this.id);
		}

	}

}
