package dev.syncedstore.benchmarks.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

import dev.syncedstore.benchmarks.driver.Delta;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpAnswer;
import dev.syncedstore.benchmarks.driver.HttpConnection;
import dev.syncedstore.benchmarks.driver.PullingClient;
import dev.syncedstore.benchmarks.driver.Space;
import dev.syncedstore.benchmarks.driver.StompConnection;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.driver.WebSocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * A client that goes and comes back: it subscribes and pulls at the same time, each over
 * a connection of its own, and takes compressed answers, as clients do that are not on
 * the server's machine. What it received is looked at after the time was taken.
 */
final class ReturningClient {

	private static final int OK = 200;

	private final EventLoop loop;

	private final String instanceId;

	private final String clientId;

	private @Nullable Delta known;

	private @Nullable HttpConnection http;

	private @Nullable WebSocketConnection socket;

	private volatile @Nullable HttpAnswer pulled;

	private volatile @Nullable IOException failure;

	private volatile boolean subscribed;

	ReturningClient(EventLoop loop, String instanceId, String clientId) {
		this.loop = loop;
		this.instanceId = instanceId;
		this.clientId = clientId;
	}

	/** Close all connections without a word. */
	void leave() {
		if (this.http != null) {
			this.http.close();
		}
		if (this.socket != null) {
			this.socket.close();
		}
	}

	/**
	 * Connect, subscribe and pull.
	 * @param back is told when the subscription has begun and the pull was answered, or
	 * something has failed
	 */
	void comeBack(int port, UserSession session, Runnable back) {
		this.subscribed = false;
		this.pulled = null;
		this.failure = null;
		Progress progress = new Progress(session, back);
		WebSocketConnection connecting = WebSocketConnection.open(this.loop, port, StompConnection.POKE, session,
				progress);
		this.socket = connecting;
		progress.socket.complete(connecting);
		HttpConnection opened = HttpConnection.open(this.loop, port);
		this.http = opened;
		opened.send(progress.pull(opened), progress::answered);
	}

	/**
	 * Look at what was received.
	 * @param version the version that it must have reached
	 */
	void check(long version) throws IOException {
		HttpAnswer answer = this.pulled;
		if (this.failure != null || answer == null) {
			throw new IOException("A client did not come back", this.failure);
		}
		byte[] body = answer.header("Content-Encoding").isEmpty() ? answer.body()
				: new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
		Delta delta = Delta.read(ByteBuffer.wrap(body));
		if (delta.max() != version || delta.nextPage() != null) {
			throw new IOException("A client is at " + delta.max() + " instead of " + version);
		}
		this.known = delta;
	}

	private final class Progress implements WebSocketConnection.Listener {

		private final UserSession session;

		private final Runnable back;

		private final CompletableFuture<WebSocketConnection> socket = new CompletableFuture<>();

		Progress(UserSession session, Runnable back) {
			this.session = session;
			this.back = back;
		}

		byte[] pull(HttpConnection connection) {
			UserSession compressing = new UserSession(this.session.userId(),
					this.session.headers() + "Accept-Encoding: gzip\r\n");
			return new PullingClient(connection, compressing, ReturningClient.this.instanceId,
					ReturningClient.this.clientId)
				.request(ReturningClient.this.known, null);
		}

		void answered(@Nullable HttpAnswer answer, @Nullable IOException cause) {
			if (answer == null || answer.status() != OK) {
				failed((cause != null) ? cause : new IOException("The answer is " + answer));
				return;
			}
			ReturningClient.this.pulled = answer;
			tellWhetherBack();
		}

		@Override
		public void opened() {
			send("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0");
		}

		@Override
		public void received(ByteBuffer text) {
			byte first = text.get(text.position());
			if (first == 'C') {
				send("SUBSCRIBE\nid:0\ndestination:/spaces/" + Space.TYPE + "/" + ReturningClient.this.instanceId
						+ "\nclient-id:" + ReturningClient.this.clientId + "\nschema-version:" + Space.SCHEMA_VERSION
						+ "\n\n\0");
			}
			else if (first == 'M' && !ReturningClient.this.subscribed) {
				ReturningClient.this.subscribed = true;
				tellWhetherBack();
			}
		}

		@Override
		public void failed(IOException cause) {
			boolean first = ReturningClient.this.failure == null;
			ReturningClient.this.failure = cause;
			if (first) {
				this.back.run();
			}
		}

		private void send(String frame) {
			this.socket.thenAccept((connection) -> connection.send(frame));
		}

		private void tellWhetherBack() {
			if (ReturningClient.this.subscribed && ReturningClient.this.pulled != null) {
				this.back.run();
			}
		}

	}

}
