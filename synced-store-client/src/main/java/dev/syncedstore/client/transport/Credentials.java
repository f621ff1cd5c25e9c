package dev.syncedstore.client.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Says who the user is, to the server. Asked before each request and each connection, so
 * answer from memory and renew only what has expired. Thread-safe.
 */
@FunctionalInterface
public interface Credentials {

	/**
	 * The headers that prove who the user is. Must not block.
	 * @return the headers, or a failure where there are none at the moment: the client
	 * then tries again later
	 */
	CompletionStage<Map<String, String>> headers();

	/**
	 * The server did not accept what was given last. It is asked for again at once.
	 */
	default void refused() {
	}

	/**
	 * Who the user presumably is, so that work can begin before the server has said so.
	 * @return the user's id, or {@code null} if the credentials don't tell
	 */
	default @Nullable String presumedUserId() {
		return null;
	}

	/**
	 * A name and a password, sent as HTTP Basic. The name is presumed to be the user's
	 * id.
	 * @param name the name
	 * @param password the password
	 * @return the credentials
	 */
	static Credentials basic(String name, String password) {
		String token = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
		Map<String, String> headers = Map.of("Authorization", "Basic " + token);
		return new Credentials() {

			@Override
			public CompletionStage<Map<String, String>> headers() {
				return CompletableFuture.completedFuture(headers);
			}

			@Override
			public String presumedUserId() {
				return name;
			}

		};
	}

	/**
	 * A bearer token.
	 * @param token gives the present token, at once
	 * @return the credentials
	 */
	static Credentials bearer(Supplier<String> token) {
		return () -> CompletableFuture.completedFuture(Map.of("Authorization", "Bearer " + token.get()));
	}

}
