package dev.syncedstore.client.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.stomp.StompConnection;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a server over HTTP and WebSocket. Redirects are not followed: they would carry
 * credentials elsewhere. Thread-safe.
 */
public final class HttpSyncTransport implements SyncTransport {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	/** Frees the connection of a request that nobody waits for any more. */
	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

	private final URI base;

	private final Scheduler scheduler;

	private final HttpClient client;

	/** Where bytes cost less than compressing them. */
	private final boolean loopback;

	/**
	 * Create a transport.
	 * @param base the address of the protocol's base path, such as
	 * {@code https://example.org/synced-store}
	 * @param scheduler where connections do their work
	 */
	public HttpSyncTransport(URI base, Scheduler scheduler) {
		this(base, scheduler,
				HttpClient.newBuilder()
					.connectTimeout(CONNECT_TIMEOUT)
					.followRedirects(HttpClient.Redirect.NEVER)
					.build());
	}

	/**
	 * Create a transport over an HTTP client of the application's, with its proxy and
	 * trust settings. It must not follow redirects.
	 * @param base the address of the protocol's base path, such as
	 * {@code https://example.org/synced-store}
	 * @param scheduler where connections do their work
	 * @param client the HTTP client
	 */
	public HttpSyncTransport(URI base, Scheduler scheduler, HttpClient client) {
		this.base = base;
		this.scheduler = scheduler;
		this.client = client;
		this.loopback = isLoopback(base.getHost());
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(at(this.base.getScheme(), request.path()));
		builder.timeout(REQUEST_TIMEOUT);
		request.headers().forEach(builder::setHeader);
		builder.setHeader("Content-Type", "application/json");
		builder.setHeader("Accept", "application/json, application/problem+json");
		if (!this.loopback) {
			builder.setHeader("Accept-Encoding", "gzip");
		}
		builder.POST(HttpRequest.BodyPublishers.ofString(request.body()));
		return this.client.sendAsync(builder.build(), new TextBodyHandler())
			.thenApply((response) -> new TransportResponse(response.statusCode(), retryAfter(response.headers()),
					response.body()));
	}

	/** A date is meant by the server's clock, which this machine's may not agree with. */
	static @Nullable String retryAfter(HttpHeaders headers) {
		String then = headers.firstValue("Retry-After").orElse(null);
		String now = headers.firstValue("Date").orElse(null);
		if (then == null || now == null) {
			return then;
		}
		try {
			Duration wait = Duration.between(date(now), date(then));
			return Long.toString(Math.max(0, wait.toSeconds()));
		}
		catch (DateTimeParseException ex) {
			return then;
		}
	}

	private static ZonedDateTime date(String header) {
		return ZonedDateTime.parse(header.trim(), DateTimeFormatter.RFC_1123_DATE_TIME);
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		StompConnection connection = new StompConnection(this.scheduler, listener);
		WebSocketChannel channel = new WebSocketChannel(this.scheduler, connection);
		var builder = this.client.newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT).subprotocols("v12.stomp");
		headers.forEach(builder::header);
		URI address = at(this.base.getScheme().equals("https") ? "wss" : "ws", "/poke");
		builder.buildAsync(address, channel).whenComplete((socket, failure) -> this.scheduler.execute(() -> {
			if (failure != null) {
				connection.fail(describe(failure));
			}
			else {
				connection.opened(channel, this.base.getHost(), headers);
			}
		}));
		return connection;
	}

	private URI at(String scheme, String path) {
		return URI.create(scheme + this.base.toString().substring(this.base.getScheme().length()) + path);
	}

	/** No name is looked up: that could take long, and change. */
	static boolean isLoopback(@Nullable String host) {
		return host != null
				&& (host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]"));
	}

	private static String describe(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof WebSocketHandshakeException refused)
				? "The server answered the WebSocket handshake with " + refused.getResponse().statusCode()
				: cause.toString();
	}

}
