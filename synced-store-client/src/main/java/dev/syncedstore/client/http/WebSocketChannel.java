package dev.syncedstore.client.http;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.stomp.StompConnection;
import dev.syncedstore.client.stomp.TextChannel;
import org.jspecify.annotations.Nullable;

/**
 * Carries a STOMP session over a WebSocket. What comes is handed to the session on the
 * scheduler; what is sent waits for what was sent before, as the JDK demands.
 */
final class WebSocketChannel implements WebSocket.Listener, TextChannel {

	private static final int CLOSE_TIMEOUT_SECONDS = 5;

	/** How many messages may wait for the session; beyond that, the server waits. */
	private static final int WINDOW = 32;

	private static final int MAX_MESSAGE_CHARS = 16 * 1024 * 1024;

	private final Scheduler scheduler;

	private final StompConnection session;

	private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

	private final StringBuilder text = new StringBuilder();

	/** Completes when all that was sent so far has left. */
	private CompletableFuture<WebSocket> sent = this.opened;

	WebSocketChannel(Scheduler scheduler, StompConnection session) {
		this.scheduler = scheduler;
		this.session = session;
	}

	@Override
	public void onOpen(WebSocket socket) {
		this.opened.complete(socket);
		socket.request(WINDOW);
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
		this.text.append(data);
		if (this.text.length() > MAX_MESSAGE_CHARS) {
			socket.abort();
			fail("A message takes more than " + MAX_MESSAGE_CHARS + " characters");
			return null;
		}
		if (last) {
			String message = this.text.toString();
			this.text.setLength(0);
			this.scheduler.execute(() -> {
				this.session.received(message);
				socket.request(1);
			});
		}
		else {
			socket.request(1);
		}
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
		socket.abort();
		fail("The server sent a binary message");
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
		fail("The server closed the connection: " + status + " " + reason);
		return null;
	}

	@Override
	public void onError(WebSocket socket, Throwable error) {
		fail(error.toString());
	}

	@Override
	public void send(String message) {
		this.sent = this.sent.thenCompose((socket) -> socket.sendText(message, true));
		this.sent.exceptionally((error) -> {
			fail(error.toString());
			return null;
		});
	}

	@Override
	public void close() {
		this.sent.thenCompose((socket) -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
		// A peer that is gone never answers.
		CompletableFuture.delayedExecutor(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
			.execute(() -> this.opened.thenAccept(WebSocket::abort));
	}

	private void fail(String reason) {
		this.scheduler.execute(() -> this.session.fail(reason));
	}

}
