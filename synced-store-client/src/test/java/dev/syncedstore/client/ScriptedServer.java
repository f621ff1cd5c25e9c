package dev.syncedstore.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * A line to a server that does what a test says: requests stay outstanding until they are
 * answered. For one thread.
 */
public final class ScriptedServer implements SyncTransport {

	/** What each connected connection has to go through, in order. */
	private final List<Consumer<TransportRequest>> checks = new ArrayList<>();

	private final List<TransportRequest> requests = new ArrayList<>();

	private boolean up;

	/** Whether a connection for pokes gets through while the line is up. */
	private boolean pokes = true;

	private @Nullable Outstanding push;

	private @Nullable Outstanding pull;

	private @Nullable Line line;

	private int attempts;

	private @Nullable AssertionError failure;

	/** Check each request before it is outstanding. */
	public void check(Consumer<TransportRequest> check) {
		this.checks.add(check);
	}

	public void up() {
		this.up = true;
	}

	public void withoutPokes() {
		this.pokes = false;
	}

	public void withPokes() {
		this.pokes = true;
	}

	public void down() {
		this.up = false;
		for (Outstanding each : new Outstanding[] { this.push, this.pull }) {
			if (each != null) {
				each.answer.completeExceptionally(new IOException("The line went down"));
			}
		}
		this.push = null;
		this.pull = null;
		breakLine();
	}

	/** The connection for pokes breaks. */
	public void breakLine() {
		Line broken = this.line;
		this.line = null;
		if (broken != null) {
			broken.listener.closed("The line went down");
		}
	}

	public boolean isPushing() {
		return this.push != null;
	}

	public boolean isPulling() {
		return this.pull != null;
	}

	public String push() {
		return body(this.push, "push");
	}

	public String pull() {
		return body(this.pull, "pull");
	}

	/** How often a connection for pokes was tried. */
	public int attempts() {
		return this.attempts;
	}

	public List<TransportRequest> requests() {
		return this.requests;
	}

	public void answerPush(TransportResponse response) {
		Outstanding answered = this.push;
		this.push = null;
		answer(answered, response);
	}

	public void answerPull(TransportResponse response) {
		Outstanding answered = this.pull;
		this.pull = null;
		answer(answered, response);
	}

	public void losePush() {
		Outstanding lost = this.push;
		this.push = null;
		lose(lost);
	}

	/** The push is never answered. */
	public void forgetPush() {
		this.push = null;
	}

	public void losePull() {
		Outstanding lost = this.pull;
		this.pull = null;
		lose(lost);
	}

	public boolean isSubscribed() {
		return this.line != null && !this.line.subscription.isEmpty();
	}

	public Map<String, String> subscriptionHeaders() {
		return (this.line != null) ? this.line.headers : Map.of();
	}

	public void poke(String body) {
		message(Map.of(), body);
	}

	/** The server ends the subscription. */
	public void refuseSubscription(String code) {
		message(Map.of("code", code), "");
	}

	private void message(Map<String, String> headers, String body) {
		Line current = this.line;
		if (current == null || current.subscription.isEmpty()) {
			throw new AssertionError("The client has no subscription to send a message on");
		}
		current.listener.message(current.subscription, headers, body);
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		if (!this.up) {
			return CompletableFuture.failedFuture(new IOException("The line is down"));
		}
		this.requests.add(request);
		try {
			this.checks.forEach((check) -> check.accept(request));
			return outstanding(request);
		}
		catch (AssertionError ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/** Throw what a check threw, which the client took for a broken line. */
	public void rethrow() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	private CompletionStage<TransportResponse> outstanding(TransportRequest request) {
		Outstanding outstanding = new Outstanding(request, new CompletableFuture<>());
		if (request.path().endsWith("/push")) {
			this.push = sole(this.push, outstanding);
		}
		else {
			this.pull = sole(this.pull, outstanding);
		}
		return outstanding.answer;
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		this.attempts++;
		Line opened = new Line(listener);
		if (this.up && this.pokes) {
			this.line = opened;
			listener.connected();
		}
		else {
			listener.closed("The line is down");
		}
		return opened;
	}

	private static Outstanding sole(@Nullable Outstanding before, Outstanding now) {
		if (before != null) {
			throw new AssertionError("A second " + now.request.path() + " while one is outstanding");
		}
		return now;
	}

	private static String body(@Nullable Outstanding outstanding, String what) {
		if (outstanding == null) {
			throw new AssertionError("No " + what + " is outstanding");
		}
		return outstanding.request.body();
	}

	private static void answer(@Nullable Outstanding outstanding, TransportResponse response) {
		if (outstanding == null) {
			throw new AssertionError("There is no request to answer");
		}
		outstanding.answer.complete(response);
	}

	private static void lose(@Nullable Outstanding outstanding) {
		if (outstanding == null) {
			throw new AssertionError("There is no request whose answer could be lost");
		}
		outstanding.answer.completeExceptionally(new IOException("The answer was lost"));
	}

	private record Outstanding(TransportRequest request, CompletableFuture<TransportResponse> answer) {
	}

	/**
	 * The connection for pokes.
	 */
	private final class Line implements PokeConnection {

		private final PokeConnectionListener listener;

		private String subscription = "";

		private Map<String, String> headers = Map.of();

		Line(PokeConnectionListener listener) {
			this.listener = listener;
		}

		@Override
		public void subscribe(String id, String destination, Map<String, String> headers) {
			if (!destination.equals("/spaces/todo/main")) {
				throw new AssertionError("Unexpected destination " + destination);
			}
			this.subscription = id;
			this.headers = headers;
		}

		@Override
		public void unsubscribe(String id) {
			this.subscription = "";
		}

		@Override
		public void close() {
			if (ScriptedServer.this.line == this) {
				ScriptedServer.this.line = null;
			}
		}

	}

}
