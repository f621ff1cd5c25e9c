package dev.syncedstore.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;

/**
 * Any number of empty spaces, answered at once to whoever signs in with Basic; what is
 * pushed is noted. For one thread.
 */
final class AnsweringServer implements SyncTransport {

	final List<Line> lines = new ArrayList<>();

	/** Who pushed what. */
	final List<String> pushed = new ArrayList<>();

	private final WireCodec codec = new WireCodec();

	private final Map<String, Long> versions = new HashMap<>();

	private final Map<String, Long> ids = new HashMap<>();

	boolean pokes = true;

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		String user = user(request.headers());
		String space = request.path().substring(0, request.path().lastIndexOf('/'));
		return CompletableFuture.completedFuture(
				request.path().endsWith("/push") ? push(user, space, this.codec.readPushRequest(request.body()))
						: pull(user, space, this.codec.readPullRequest(request.body())));
	}

	private TransportResponse push(String user, String space, PushRequest request) {
		if (request.userId() != null && !request.userId().equals(user)) {
			return mismatch();
		}
		for (PushMutation mutation : request.mutations()) {
			if (mutation.id() > this.ids.getOrDefault(request.clientId(), 0L)) {
				this.ids.put(request.clientId(), mutation.id());
				this.versions.merge(space, 1L, Long::sum);
				this.pushed.add(user + " " + space + " " + mutation.args());
			}
		}
		return new TransportResponse(200, null, this.codec.writePushResponse(
				new PushResponse(user, this.ids.get(request.clientId()), this.versions.get(space), List.of())));
	}

	private TransportResponse pull(String user, String space, PullRequest request) {
		if (request.userId() != null && !request.userId().equals(user)) {
			return mismatch();
		}
		long version = this.versions.getOrDefault(space, 0L);
		Delta all = new Delta("e", (version > 0) ? "c" + version : null, 0, version, List.of(),
				Map.of(request.clientId(), this.ids.getOrDefault(request.clientId(), 0L)), List.of());
		return new TransportResponse(200, null,
				this.codec.writePullResponse(new PullResponse(all, user, 1, true, null)));
	}

	private TransportResponse mismatch() {
		return new TransportResponse(409, null,
				this.codec.writeProblem(Problem.of(ProblemCode.USER_MISMATCH, "Somebody else")));
	}

	private static String user(Map<String, String> headers) {
		String basic = headers.getOrDefault("Authorization", "").substring("Basic ".length());
		return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8).split(":")[0];
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		Line line = new Line(user(headers), listener);
		this.lines.add(line);
		if (this.pokes) {
			listener.connected();
		}
		else {
			listener.closed("No WebSocket gets through");
		}
		return line;
	}

	/**
	 * A connection for pokes.
	 */
	static final class Line implements PokeConnection {

		final String user;

		final PokeConnectionListener listener;

		/** The destinations by the names of subscriptions. */
		final Map<String, String> subscriptions = new HashMap<>();

		boolean closed;

		Line(String user, PokeConnectionListener listener) {
			this.user = user;
			this.listener = listener;
		}

		@Override
		public void subscribe(String id, String destination, Map<String, String> headers) {
			this.subscriptions.put(id, destination);
		}

		@Override
		public void unsubscribe(String id) {
			this.subscriptions.remove(id);
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
