package dev.syncedstore.autoconfigure.fullstack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A STOMP client that does what it is told, right or wrong, and keeps what it hears.
 */
final class StompClient implements WebSocket.Listener, AutoCloseable {

	private final List<String> frames = new ArrayList<>();

	private final StringBuilder partial = new StringBuilder();

	private final AtomicInteger closedWith = new AtomicInteger();

	private final boolean reading;

	private @Nullable WebSocket socket;

	private StompClient(boolean reading) {
		this.reading = reading;
	}

	static StompClient open(URI uri, String... headers) {
		return open(uri, true, headers);
	}

	/** One that takes the answer to its CONNECT frame, and nothing after it. */
	static StompClient openAndStopReading(URI uri, String... headers) {
		return open(uri, false, headers);
	}

	private static StompClient open(URI uri, boolean reading, String... headers) {
		StompClient client = new StompClient(reading);
		WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("v12.stomp");
		for (int i = 0; i < headers.length; i += 2) {
			builder.header(headers[i], headers[i + 1]);
		}
		try {
			client.socket = builder.buildAsync(uri, client).get(10, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
		return client;
	}

	String subProtocol() {
		return socket().getSubprotocol();
	}

	StompClient connect(String... headers) {
		send(frame("CONNECT", join("accept-version:1.2\nhost:localhost\nheart-beat:0,0", headers)));
		awaitFrame("CONNECTED");
		return this;
	}

	StompClient subscribe(String id, String destination, String clientId) {
		send(frame("SUBSCRIBE",
				"id:" + id + "\ndestination:" + destination + "\nclient-id:" + clientId + "\nschema-version:1"));
		return this;
	}

	void send(String text) {
		try {
			socket().sendText(text, true).get(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String frame(String command, String headers) {
		return command + "\n" + headers + "\n\n\0";
	}

	private static String join(String first, String... more) {
		return (more.length == 0) ? first : first + "\n" + String.join("\n", more);
	}

	String awaitFrame(String... parts) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> frames().stream().filter((frame) -> containsAll(frame, parts)).findFirst(),
					java.util.Optional::isPresent)
			.orElseThrow();
	}

	private static boolean containsAll(String frame, String... parts) {
		for (String part : parts) {
			if (!frame.contains(part)) {
				return false;
			}
		}
		return true;
	}

	int awaitClose() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.closedWith.get() != 0);
		return this.closedWith.get();
	}

	synchronized List<String> frames() {
		return List.copyOf(this.frames);
	}

	String allText() {
		return String.join("\n", frames());
	}

	boolean isClosed() {
		return this.closedWith.get() != 0;
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		synchronized (this) {
			this.partial.append(data);
			if (last) {
				this.frames.add(this.partial.toString());
				this.partial.setLength(0);
			}
		}
		if (this.reading || frames().isEmpty()) {
			webSocket.request(1);
		}
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
		this.closedWith.set(statusCode);
		return null;
	}

	@Override
	public void onError(WebSocket webSocket, Throwable error) {
		this.closedWith.compareAndSet(0, 1006);
	}

	@Override
	public void close() {
		socket().abort();
	}

	private WebSocket socket() {
		if (this.socket == null) {
			throw new IllegalStateException("Not open");
		}
		return this.socket;
	}

}
