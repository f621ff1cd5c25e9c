package dev.syncedstore.benchmarks.driver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A connection for pokes. Callbacks run on the loop's thread.
 */
public final class StompConnection implements Closeable {

	/** Where connections for pokes are made. */
	public static final String POKE = "/synced-store/poke";

	private static final int PATIENCE_SECONDS = 60;

	private final Frames frames = new Frames();

	private final WebSocketConnection socket;

	private final EventLoop loop;

	private StompConnection(EventLoop loop, int port, UserSession session) {
		this.loop = loop;
		this.socket = WebSocketConnection.open(loop, port, POKE, session, this.frames);
	}

	/**
	 * Connect, and wait until the server has said CONNECTED. Not to be called on the
	 * loop's thread.
	 * @param loop serves the connection
	 * @param port of the server
	 * @param session who it is
	 * @return the connection
	 * @throws IOException if there is none
	 */
	public static StompConnection open(EventLoop loop, int port, UserSession session) throws IOException {
		StompConnection connection = new StompConnection(loop, port, session);
		await(connection.frames.opened);
		connection.socket.send("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0");
		await(connection.frames.connected);
		return connection;
	}

	private static void await(CompletableFuture<Void> future) throws IOException {
		try {
			future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IOException("No connection for pokes", ex);
		}
	}

	/**
	 * Subscribe to a space.
	 * @param instanceId its instance id
	 * @param clientId the client
	 * @param listener is told what comes
	 */
	public void subscribe(String instanceId, String clientId, Listener listener) {
		this.loop.execute(() -> {
			String id = String.valueOf(this.frames.listeners.size());
			this.frames.listeners.put(id, listener);
			this.socket.send("SUBSCRIBE\nid:" + id + "\ndestination:/spaces/" + Space.TYPE + "/" + instanceId
					+ "\nclient-id:" + clientId + "\nschema-version:" + Space.SCHEMA_VERSION + "\n\n\0");
		});
	}

	/**
	 * The WebSocket below.
	 * @return the socket
	 */
	public WebSocketConnection socket() {
		return this.socket;
	}

	/**
	 * Whether the server has ended it.
	 * @return why, or {@code null} if it hasn't
	 */
	public @Nullable IOException failure() {
		return this.frames.failure;
	}

	@Override
	public void close() {
		this.socket.close();
	}

	/**
	 * Is told of a subscription's messages.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * A message has come.
		 * @param delta the body, valid within this call: see {@link Delta#read}
		 */
		void poked(ByteBuffer delta);

	}

	private static final class Frames implements WebSocketConnection.Listener {

		private final CompletableFuture<Void> opened = new CompletableFuture<>();

		private final CompletableFuture<Void> connected = new CompletableFuture<>();

		private final Map<String, Listener> listeners = new HashMap<>();

		private volatile @Nullable IOException failure;

		@Override
		public void opened() {
			this.opened.complete(null);
		}

		@Override
		public void received(ByteBuffer text) {
			StompMessage message = StompMessage.read(text);
			if (message == null) {
				return;
			}
			switch (message.command()) {
				case "MESSAGE" -> message(message);
				case "CONNECTED" -> this.connected.complete(null);
				default -> throw new IllegalStateException(message.command() + " " + message.head());
			}
		}

		private void message(StompMessage message) {
			if (message.header("code") != null) {
				throw new IllegalStateException("A subscription has ended: " + message.head());
			}
			Listener listener = this.listeners.get(message.header("subscription"));
			if (listener == null) {
				throw new IllegalStateException("Nobody subscribed: " + message.head());
			}
			listener.poked(message.body());
		}

		@Override
		public void failed(IOException cause) {
			this.failure = cause;
			this.opened.completeExceptionally(cause);
			this.connected.completeExceptionally(cause);
		}

	}

}
