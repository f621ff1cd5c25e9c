package dev.syncedstore.benchmarks.driver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * A WebSocket. Callbacks run on the loop's thread.
 */
public final class WebSocketConnection implements Closeable {

	private final EventLoop loop;

	private final WebSocketWire wire;

	private WebSocketConnection(EventLoop loop, WebSocketWire wire) {
		this.loop = loop;
		this.wire = wire;
	}

	/**
	 * Connect.
	 * @param loop serves the connection
	 * @param port of the server
	 * @param path of the endpoint
	 * @param session who it is
	 * @param listener is told what happens
	 * @return the connection, before the handshake is answered
	 */
	@SuppressWarnings("checkstyle:ParameterNumber")
	public static WebSocketConnection open(EventLoop loop, int port, String path, UserSession session,
			Listener listener) {
		WebSocketWire wire = new WebSocketWire(path, session, listener);
		WebSocketConnection connection = new WebSocketConnection(loop, wire);
		loop.connect(port, wire);
		return connection;
	}

	/**
	 * Send a text, after {@link Listener#opened()}.
	 * @param text the text
	 */
	public void send(String text) {
		this.loop.execute(() -> this.wire.send(WebSocketFrames.text(text)));
	}

	/**
	 * Read no more, as a client does that hangs, or read on.
	 * @param on whether to read
	 */
	public void reading(boolean on) {
		this.loop.execute(() -> this.wire.reading(on));
	}

	/**
	 * Close the connection without a word.
	 */
	@Override
	public void close() {
		this.loop.execute(this.wire::close);
	}

	/**
	 * Is told what happens to a connection.
	 */
	public interface Listener {

		/**
		 * The handshake has succeeded.
		 */
		void opened();

		/**
		 * A text has come.
		 * @param text its bytes, valid within this call
		 */
		void received(ByteBuffer text);

		/**
		 * The connection is over, not by {@link WebSocketConnection#close()}.
		 * @param cause why
		 */
		void failed(IOException cause);

	}

	private static final class WebSocketWire extends Wire {

		private static final int SWITCHING_PROTOCOLS = 101;

		private final byte[] handshake;

		private final Listener listener;

		private @Nullable HttpAnswerReader upgrade = new HttpAnswerReader();

		private final WebSocketFrames frames;

		WebSocketWire(String path, UserSession session, Listener listener) {
			this.handshake = HttpRequest.get(path,
					new UserSession(session.userId(), session.headers()
							+ "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
							+ "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\nSec-WebSocket-Protocol: v12.stomp\r\n"));
			this.listener = listener;
			this.frames = new WebSocketFrames(listener::received, this::send);
		}

		@Override
		void opened() {
			send(ByteBuffer.wrap(this.handshake));
		}

		@Override
		void received(ByteBuffer bytes) {
			HttpAnswerReader upgrading = this.upgrade;
			if (upgrading != null) {
				HttpAnswer answer = upgrading.read(bytes);
				if (answer == null) {
					return;
				}
				if (answer.status() != SWITCHING_PROTOCOLS) {
					ended(new IOException("The handshake was answered by " + answer.status() + " " + answer.text()));
					return;
				}
				this.upgrade = null;
				this.listener.opened();
			}
			this.frames.read(bytes);
		}

		@Override
		void failed(IOException cause) {
			this.listener.failed(cause);
		}

	}

}
